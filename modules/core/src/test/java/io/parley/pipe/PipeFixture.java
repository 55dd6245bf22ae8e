package io.parley.pipe;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A domain with pipes in it. */
abstract class PipeFixture {
    static final Duration LONG = Duration.ofSeconds(30);
    static final int SMALL = 4_096;

    @TempDir
    Path directory;

    Parley parley;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false).withProcessName("tests"));
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    Pipe<byte[]> pipe(UnaryOperator<PipeOptions> options) {
        return parley.pipe("p", Codecs.bytes(), options);
    }

    Pipe<byte[]> pipe() {
        return pipe(options -> options);
    }

    Pipe<byte[]> smallPipe() {
        return pipe(options -> options.capacity(SMALL));
    }

    /** Bytes that tell where they belong. */
    static byte[] pattern(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + seed + (i >>> 12));
        }
        return bytes;
    }
}
