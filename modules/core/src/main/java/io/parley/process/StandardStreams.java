package io.parley.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** A child's own standard streams: the one place that touches them. */
final class StandardStreams {
    private static final int BUFFER = 8192;

    private static volatile FileChannel input;
    private static volatile PrintStream firstOut;
    private static volatile PrintStream firstErr;

    private StandardStreams() {}

    /** Takes the input away from the program, which finds an empty one, as Python's children do. */
    static InputStream takeInput() {
        input = new FileInputStream(FileDescriptor.in).getChannel();
        System.setIn(InputStream.nullInputStream());
        return Channels.newInputStream(input);
    }

    /**
     * Ends the reading of what {@link #takeInput} returned. A JVM that ends waits 0.3 s for threads that are inside the
     * kernel, so none may be left there.
     */
    static void closeInput() {
        try {
            input.close();
        } catch (IOException e) {
            return; // then the end takes a little longer
        }
    }

    /** Makes the output UTF-8 where the parent reads it, whatever the locale is. */
    static void prepare(boolean utf8Out, boolean utf8Err) {
        if (utf8Out) {
            System.setOut(utf8(FileDescriptor.out));
        }
        if (utf8Err) {
            System.setErr(utf8(FileDescriptor.err));
        }
        firstOut = System.out;
        firstErr = System.err;
    }

    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(file), BUFFER), true, StandardCharsets.UTF_8);
    }

    /** Writes out what is still buffered, also when the program has put other streams in front. */
    static void flush() {
        System.out.flush();
        System.err.flush();
        if (firstOut != null) {
            firstOut.flush();
            firstErr.flush();
        }
    }
}
