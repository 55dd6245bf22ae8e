package io.parley.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the first byte of a life-line while this JVM still loads, so that a parent's end is noticed then as well: a
 * class that is loaded in advance may hang for ever.
 */
final class FirstByte {
    /** Enough to put away what loading uses. */
    private static final int GRACE_SECONDS = 5;

    private final InputStream lifeline;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile int value;

    FirstByte(InputStream lifeline) {
        this.lifeline = lifeline;
        Thread reader = new Thread(this::read, "parley-lifeline");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        value = readByte();
        if (value < 0) {
            awaitLoaded();
            Runtime.getRuntime().halt(0);
        }
        arrived.countDown();
    }

    private int readByte() {
        try {
            return lifeline.read();
        } catch (IOException alsoTheEnd) {
            return -1;
        }
    }

    private void awaitLoaded() {
        try {
            loaded.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that this JVM may end now. */
    void loaded() {
        loaded.countDown();
    }

    /** The life-line from its beginning. Waits for its first byte; at the parent's end this JVM ends. */
    InputStream andTheRest() throws IOException {
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for what to run", e);
        }
        return new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) value}), lifeline);
    }
}
