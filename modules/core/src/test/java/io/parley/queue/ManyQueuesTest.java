package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.memory.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that are many and quiet. */
@Timeout(120)
class ManyQueuesTest {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int QUEUES = 1_000;
    private static final int IDLE_KIB = 256;

    @TempDir
    Path temporary;

    private Path directory;
    private Parley parley;
    private Parley other;

    @BeforeEach
    void open() throws IOException {
        // several thousand files: where they cost least, if there is such a place
        directory = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "parley-test") : temporary;
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        other = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() throws IOException {
        other.close();
        parley.close();
        FileTrees.delete(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeLittleRoomWhileItIsQuiet(boolean small) throws Exception {
        QueueOptions options = small ? QueueOptions.small() : QueueOptions.defaults();
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8(), o -> options);
                SharedQueue<String> reader = other.queue("queue", Codecs.utf8())) {
            assertThat(allocatedKiB(queue.path())).isLessThanOrEqualTo(IDLE_KIB);

            for (int i = 0; i < 100; i++) {
                queue.put("message " + i);
                assertThat(reader.take()).isEqualTo("message " + i);
            }
            assertThat(allocatedKiB(queue.path())).isLessThanOrEqualTo(IDLE_KIB);
        }
    }

    @Test
    void shouldWorkByTheThousand() throws Exception {
        List<SharedQueue<Long>> writers = new ArrayList<>();
        List<SharedQueue<Long>> readers = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            writers.add(parley.queue("queue-" + i, Codecs.int64(), o -> QueueOptions.small()));
            readers.add(other.queue("queue-" + i, Codecs.int64()));
        }

        for (long round = 0; round < 3; round++) {
            for (int i = 0; i < QUEUES; i++) {
                writers.get(i).put(round * QUEUES + i);
            }
            for (int i = 0; i < QUEUES; i++) {
                assertThat(readers.get(i).poll()).isEqualTo(round * QUEUES + i);
                assertThat(readers.get(i).poll()).isNull();
            }
        }

        // descriptors and mappings are limited by the system: 20,000 and 65,530 are usual
        assertThat(descriptors()).isLessThanOrEqualTo(2 * 2 * QUEUES + 10L);
        assertThat(mappings()).isLessThanOrEqualTo(2 * 4 * QUEUES + 100L);
        assertThat(allocatedKiB(directory)).isLessThan(QUEUES * IDLE_KIB);
        writers.forEach(SharedQueue::close);
        readers.forEach(SharedQueue::close);
        assertThat(descriptors()).isLessThan(10);
    }

    private static long allocatedKiB(Path path) throws IOException {
        Process du = new ProcessBuilder("du", "-sk", path.toString()).start();
        String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(answer.split("\\s+")[0]);
    }

    private long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(this::isHere).count();
        }
    }

    private boolean isHere(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private long mappings() throws IOException {
        try (Stream<String> all = Files.lines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)) {
            return all.filter(line -> line.contains(directory.toString())).count();
        }
    }
}
