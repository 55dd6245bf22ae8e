package io.parley.process;

import java.util.concurrent.Callable;

/** A task of another host, which only its worker reads; what comes of it is not read here either. */
record ForeignTask(byte[] bytes) implements Callable<byte[]> {
    @Override
    public byte[] call() {
        throw new UnsupportedOperationException("a task of another host runs in a worker only");
    }

    @Override
    public String toString() {
        return "a task of another host, bytes=" + bytes.length;
    }
}
