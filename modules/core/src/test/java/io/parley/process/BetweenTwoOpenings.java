package io.parley.process;

import io.parley.Parley;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what travels: sent through one opening of a domain, read through another. */
abstract class BetweenTwoOpenings {
    @TempDir
    Path directory;

    Parley here;
    Parley there;

    @BeforeEach
    void open() {
        here = Parley.open(directory.resolve("domain"));
        there = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    /** What arrives; read from the middle of an array, as out of a message. */
    @SuppressWarnings("unchecked") // the test knows
    final <T> T sent(T value) {
        byte[] bytes = ObjectStreams.write(value, here);
        byte[] padded = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        return (T) ObjectStreams.read(padded, 3, bytes.length, there);
    }
}
