package io.parley.perf.transport;

import io.parley.internal.chronicle.ChronicleSetup;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.threads.BusyPauser;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Chronicle Queue alone, used as its documentation shows, with the roll cycle and block size Parley gives it: raw bytes
 * in, raw bytes out, no allocation. One appending and one reading thread at a time.
 */
public final class BareQueue implements AutoCloseable {
    private static final int BLOCK_SIZE = 1 << 20;

    private final ChronicleQueue queue;
    private ExcerptAppender appender;
    private ExcerptTailer tailer;

    private BareQueue(ChronicleQueue queue) {
        this.queue = queue;
    }

    /** Opens the queue in a directory, creating it first if there is none. */
    public static BareQueue open(Path directory) {
        ChronicleSetup.run();
        return new BareQueue(SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK_SIZE)
                .build());
    }

    /** Makes it ready to append and to read; otherwise the first use of each does. */
    public BareQueue prepare() {
        appender();
        tailer();
        return this;
    }

    private ExcerptAppender appender() {
        if (appender == null) {
            appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
        }
        return appender;
    }

    /** Appends one message. */
    public void append(byte[] message) {
        try (DocumentContext document = appender().writingDocument()) {
            document.wire().bytes().write(message);
        }
    }

    /** Opens a document, writes to it and leaves it open, as a process does that is about to die. */
    public void appendHalf(byte[] message) {
        appender().writingDocument().wire().bytes().write(message);
    }

    private ExcerptTailer tailer() {
        if (tailer == null) {
            tailer = queue.createTailer();
            tailer.singleThreadedCheckDisabled(true);
        }
        return tailer;
    }

    /** Reads the next message; false if there is none. */
    public boolean read(byte[] into) {
        try (DocumentContext document = tailer().readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            document.wire().bytes().read(into);
            return true;
        }
    }

    /**
     * What to do between looks at an empty queue. Chronicle's own {@code Pauser.busy()} is not: with fewer than four
     * processors it sleeps all the same.
     */
    public static Pauser pauser(boolean spinning) {
        return spinning ? BusyPauser.INSTANCE : Pauser.balanced();
    }

    @Override
    public void close() {
        queue.close();
    }
}
