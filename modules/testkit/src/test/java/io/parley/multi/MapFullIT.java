package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.DomainFullException;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.verify.DomainVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A map that has to grow on a full memory file system says so, stays as it is, and grows when there is room. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapFullIT {
    @TempDir
    Path directory;

    private Path mount;

    /** Puts entries until there is no room, each time it is told to. Arguments: domain. */
    static final class Writer {
        public static void main(String[] args) {
            Parley parley = Domains.open(Path.of(args[0]), "writer");
            SharedMap<Long, byte[]> map = map(parley);
            long number = 0;
            while (true) {
                Script.barrier("go");
                try {
                    while (true) {
                        map.put(number, value(number));
                        number++;
                    }
                } catch (DomainFullException e) {
                    Script.report("acknowledged", number);
                    Script.report("refused", e.getMessage());
                }
            }
        }
    }

    private static SharedMap<Long, byte[]> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.bytes(), options -> options.stripes(2));
    }

    private static byte[] value(long number) {
        byte[] value = new byte[(int) (1 + number * 37 % 3_000)];
        Arrays.fill(value, (byte) number);
        return value;
    }

    @BeforeEach
    void mountSmallFileSystem() throws IOException {
        mount = Files.createDirectory(directory.resolve("small"));
        int exit = Namespaces.exitCode("mount", "-t", "tmpfs", "-o", "size=40m", "parley-test", mount.toString());
        if (exit != 0) {
            mount = null;
        }
        assumeTrue(exit == 0, "only root may mount a small tmpfs");
    }

    @AfterEach
    void unmount() {
        if (mount != null) {
            Namespaces.exitCode("umount", "-l", mount.toString());
        }
    }

    @Test
    void shouldStayAsItIsWhenThereIsNoRoomToGrow() throws Exception {
        Path domain = mount.resolve("domain");
        try (Parley parley = Domains.open(domain, "test");
                SharedMap<Long, byte[]> map = map(parley)) {
            Files.write(mount.resolve("filler"), new byte[32_000_000]);
            ForkedJvm writer = Domains.child(Writer.class, domain).start();

            long first = fillUp(writer);

            assertThat(writer.reported("refused").orElseThrow())
                    .contains("No space left on device", map.path().toString());
            requireWhole(map, first);
            assertThat(fillUp(writer)).isEqualTo(first);
            Map<String, String> files = Domains.listing(map.path());
            assertThat(files).hasSize(3);
            assertThat(DomainVerifier.findings(domain)).isEmpty();

            // what is there can be changed, and makes room by going
            map.put(0L, value(0));
            for (long i = first / 2; i < first; i++) {
                map.remove(i);
            }
            for (long i = first / 2; i < first; i++) {
                map.put(i, value(i));
            }
            requireWhole(map, first);

            // and when there is room again, it grows
            Files.delete(mount.resolve("filler"));
            long second = fillUp(writer);
            assertThat(second).isGreaterThan(first);
            requireWhole(map, second);
            assertThat(DomainVerifier.findings(domain)).isEmpty();
            assertThat(writer.isAlive()).isTrue();
        }
    }

    private static long fillUp(ForkedJvm writer) {
        writer.awaitReached("go", START);
        int before = writer.reports("refused").size();
        writer.proceed("go");
        await().atMost(HANG).until(() -> writer.reports("refused").size() > before);
        return Long.parseLong(writer.reported("acknowledged").orElseThrow());
    }

    private static void requireWhole(SharedMap<Long, byte[]> map, long entries) {
        assertThat((long) map.size()).isEqualTo(entries);
        for (long i = 0; i < entries; i++) {
            assertThat(map.get(i)).isEqualTo(value(i));
        }
    }
}
