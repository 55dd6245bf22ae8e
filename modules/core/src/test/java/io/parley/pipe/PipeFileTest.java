package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.ring.RingLayout;
import java.io.EOFException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeFileTest extends PipeFixture {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    @Test
    void shouldRefuseOtherOptionsThanItWasCreatedWith() {
        pipe(options -> options.simplex().capacity(8_192)).close();

        pipe().close();
        pipe(options -> options.capacity(8_192)).close();
        assertThatThrownBy(() -> pipe(options -> options.capacity(4_096)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("another capacity")
                .hasMessageContaining("found=8192, expected=4096");
        assertThatThrownBy(() -> pipe(PipeOptions::duplex))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=simplex, expected=duplex");
        assertThatThrownBy(() -> parley.connection("p", Codecs.utf8(), End.FIRST))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("another codec");
    }

    @Test
    void shouldKnowWhichCapacitiesThereAre() {
        for (int wrong : new int[] {-1, 0, 2_048, 5_000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> PipeOptions.defaults().capacity(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("capacity=" + wrong);
        }
        assertThat(PipeOptions.defaults().capacity(4_096).simplex())
                .isEqualTo(PipeOptions.defaults().simplex().capacity(4_096))
                .hasSameHashCodeAs(PipeOptions.defaults().simplex().capacity(4_096))
                .isNotEqualTo(PipeOptions.defaults().capacity(4_096))
                .hasToString("PipeOptions(capacity=4096, simplex)");
    }

    @Test
    void shouldRefuseATruncatedOrChangedFile() throws Exception {
        Path file = pipe().path();
        byte[] whole = Files.readAllBytes(file);
        parley.close();
        openDomain();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole.length / 2);
        }
        assertThatThrownBy(this::pipe)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("truncated");
        Files.write(file, whole);
        Memory memory = TestFiles.map(file);
        for (int wrong : new int[] {0, -1, 4_096, 5_000, Integer.MAX_VALUE}) {
            memory.putInt(ObjectHeader.LENGTH, wrong);
            assertThatThrownBy(this::pipe)
                    .isInstanceOf(ObjectCorruptException.class)
                    .hasMessageContaining("found=" + wrong);
        }
    }

    /** What a foreign hand wrote over messages ends in an exception or in a strange message, never elsewhere. */
    @Test
    void shouldSurviveForeignBytesInItsMessages(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            Pipe<byte[]> pipe = parley.pipe("p" + round % 5, Codecs.bytes(), options -> options.capacity(SMALL));
            Memory memory = TestFiles.map(pipe.path());
            pipe.second().send(new byte[100]);
            pipe.second().close();
            int records = (int) memory.length() - 2 * (SMALL + RingLayout.RECORDS) + RingLayout.RECORDS;
            for (int i = 0; i < 40; i++) {
                int at = records + random.nextInt(i < 20 ? 128 : SMALL);
                memory.putByte(at, (byte) random.nextInt());
            }
            try {
                for (int i = 0; i < 10 && pipe.first().poll(); i++) {
                    pipe.first().receiveBytes(1 << 20);
                }
            } catch (ObjectCorruptException | MessageTooLongException | EOFException expected) {
                assertThat(expected).hasMessageContaining(pipe.path().toString());
            }
            pipe.delete();
            pipe.close();
        }
        assertThat(pipe().first().poll()).isFalse();
    }
}
