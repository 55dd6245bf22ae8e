package io.parley.crash;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.BrokenPipeException;
import io.parley.pipe.End;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.value.SharedLong;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Survivor 0 sends numbered messages, every fourth a large one; survivor 1 receives them, and checks that each is whole
 * and the next. Both open, use and close a second pipe all the time. Victims send, receive, open, close and hand over.
 */
final class PipeActor extends CrashActor {
    static final int CAPACITY = 4_096;
    static final int SMALL = 40;
    static final int LARGE = 9_000;
    /** Number of a message whose sender dies. */
    static final long VICTIMS = -1;

    private static final Duration SOON = Duration.ofMillis(20);

    private Parley parley;
    private PipeConnection<byte[]> end;
    private Pipe<byte[]> mine;
    private SharedLong sent;
    private SharedLong received;
    private SharedLong lost;
    private SharedLong taken;

    static PipeConnection<byte[]> open(Parley parley, String name, End end) {
        return parley.connection(name, Codecs.bytes(), end, options -> options.capacity(CAPACITY));
    }

    @Override
    void open(Parley opened) {
        parley = opened;
        sent = parley.longValue("sent");
        received = parley.longValue("received");
        lost = parley.longValue("lost");
        taken = parley.longValue("taken");
        if (number < Control.VICTIM) {
            end = open(parley, "pipe", number == 0 ? End.FIRST : End.SECOND);
        }
    }

    /** A number, again and again. */
    private static byte[] message(long number, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            bytes.putLong(number);
        }
        return bytes.array();
    }

    private static int length(long number) {
        return number % 4 == 3 ? LARGE : SMALL;
    }

    private static long numberOf(byte[] message) {
        long number = ByteBuffer.wrap(message).getLong();
        int length = number == VICTIMS ? message.length : length(number);
        if (!Arrays.equals(message, message(number, length))) {
            throw new AssertionError("message is not whole: number=" + number + " bytes=" + message.length);
        }
        return number;
    }

    @Override
    void work() throws Exception {
        useSidePipe();
        if (number == 0) {
            long next = sent.get();
            if (sendUnlessStopping(message(next, length(next)))) {
                sent.set(next + 1);
            }
        } else {
            receiveNext();
        }
    }

    private boolean sendUnlessStopping(byte[] message) throws IOException, InterruptedException {
        try {
            end.sendBytes(message);
            return true;
        } catch (BrokenPipeException receiverStopped) {
            return false;
        }
    }

    private void receiveNext() throws IOException, InterruptedException {
        try {
            long found;
            do {
                found = numberOf(end.receiveBytes());
            } while (found == VICTIMS);
            long expected = received.get();
            if (found < expected) {
                throw new AssertionError("message came twice: found=" + found + ", expected=" + expected);
            }
            lost.getAndAdd(found - expected);
            received.set(found + 1);
        } catch (EOFException senderStopped) {
            return;
        }
    }

    private void useSidePipe() throws IOException, InterruptedException {
        try (PipeConnection<byte[]> first = open(parley, "side", End.FIRST);
                PipeConnection<byte[]> second = open(parley, "side", End.SECOND)) {
            first.sendBytes(message(number, SMALL));
            second.receive(SOON).ifPresent(PipeActor::numberOf);
        }
    }

    @Override
    void end() {
        end.close();
    }

    @Override
    void die(String operation) throws Exception {
        switch (operation) {
            case "send" -> send(SMALL);
            case "send large" -> send(LARGE);
            case "receive" -> receive();
            case "hand over" -> handOver();
            default -> useSidePipe(); // open, close
        }
        linger();
    }

    private void send(int length) throws IOException, InterruptedException {
        try (PipeConnection<byte[]> first = open(parley, "pipe", End.FIRST)) {
            first.sendBytes(message(VICTIMS, length));
        }
    }

    private void receive() throws IOException, InterruptedException {
        if (end == null) {
            end = open(parley, "pipe", End.SECOND);
        }
        for (int i = 0; i < 20; i++) {
            long found = numberOf(end.receiveBytes());
            if (found != VICTIMS) {
                taken.incrementAndGet();
            }
        }
    }

    private void handOver() throws IOException, InterruptedException {
        Codec<PipeConnection<byte[]>> codec = parley.connectionCodec(Codecs.bytes());
        if (mine == null) {
            mine = parley.pipe("carried", Codecs.bytes(), options -> options.capacity(CAPACITY));
            mine.first().close();
        }
        try (Pipe<PipeConnection<byte[]>> carrier = parley.pipe("carrier", codec)) {
            carrier.first().send(mine.second());
            carrier.second().receive().close();
        }
    }
}
