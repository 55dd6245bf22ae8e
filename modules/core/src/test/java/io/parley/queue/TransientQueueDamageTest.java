package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ParleyException;
import io.parley.internal.queue.TransientLayout;
import io.parley.internal.ring.RingLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign hands in the file: named errors, no hang, nothing read or written elsewhere. */
@Timeout(60)
class TransientQueueDamageTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int CAPACITY = 1_024;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private TransientQueue<String> queue(boolean one) {
        return parley.transientQueue(
                "ticks",
                Codecs.utf8(),
                o -> o.capacityBytes(CAPACITY).oneProducer(one).oneConsumer(one));
    }

    private static void write(Path file, int offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000, 2_048, Integer.MIN_VALUE, 1 << 30})
    void shouldRefuseAnImpossibleCapacity(int capacity) throws IOException {
        Path file = queue(false).path();

        write(file, TransientLayout.CAPACITY, little(capacity));

        assertThatThrownBy(() -> queue(false))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContainingAll("capacity", "found=" + capacity, file.toString());
    }

    @Test
    void shouldRefuseATruncatedFileAndAForeignOne() throws IOException {
        Path file = queue(false).path();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(1_000);
        }
        assertThatThrownBy(() -> queue(false))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("truncated");

        Files.delete(file);
        Files.writeString(file, "something else, which is longer than a magic");
        assertThatThrownBy(() -> queue(false)).isInstanceOf(ForeignFileException.class);
        assertThat(Files.readString(file)).startsWith("something else");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotReadOrWriteElsewhereWhateverIsInTheRing(boolean one) throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            TransientQueue<String> queue = queue(one);
            byte[] junk = new byte[random.nextBoolean() ? CAPACITY : 8 * (1 + random.nextInt(8))];
            random.nextBytes(junk);
            if (random.nextBoolean()) {
                java.util.Arrays.fill(junk, (byte) random.nextInt(3));
            }
            write(queue.path(), place(random), junk);

            for (int i = 0; i < 20; i++) {
                use(queue, random.nextInt(6));
            }
            queue.delete();
            queue.close();
        }
    }

    private static int place(Random random) {
        int[] places = {RingLayout.TAIL, RingLayout.KNOWN_HEAD, RingLayout.HEAD, RingLayout.RECORDS};
        return TransientLayout.RING + places[random.nextInt(places.length)];
    }

    private static void use(TransientQueue<String> queue, int how) {
        try {
            switch (how) {
                case 0, 1 -> queue.offer("message");
                case 2, 3 -> queue.poll();
                case 4 -> queue.iterator().hasNext();
                default -> assertThat(queue.size()).isNotNegative();
            }
        } catch (ParleyException | QueueClosedException named) {
            assertThat(named.getMessage()).as("seed %s", SEED).contains("ticks.ring");
        }
    }
}
