package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.openhft.chronicle.map.ChronicleMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapBesideChronicleIT {
    private static final Duration START = Duration.ofSeconds(60);
    @TempDir
    Path directory;

    static final class BareVictim {
        public static void main(String[] args) throws Exception {
            ChronicleMap<Long, byte[]> map = BareMap.open(Path.of(args[0]), "");
            map.put(1L, new byte[50]);
            ChronicleMap<Long, byte[]> pausing = BareMap.open(Path.of(args[0]), args[1]);
            if (args[1].equals("read")) { pausing.get(1L); } else { pausing.put(Long.parseLong(args[2]), new byte[50]); }
        }
    }

    static final class BareSurvivor {
        public static void main(String[] args) throws Exception {
            ChronicleMap<Long, byte[]> map = BareMap.open(Path.of(args[0]), "");
            Thread t = new Thread(() -> {
                if (args[1].equals("read")) { map.get(1L); } else { map.put(3L, new byte[60]); }
            });
            t.setDaemon(true);
            long startNs = System.nanoTime();
            t.start();
            t.join(3000);
            Script.report("returned", !t.isAlive());
            Script.report("ns", System.nanoTime() - startNs);
            if (t.isAlive()) {
                Script.report("cpu", ManagementFactory.getThreadMXBean().getClass());
                Script.report("cpuNs", ManagementFactory.getThreadMXBean().getThreadCpuTime(t.getId()));
                Script.report("stack", Arrays.stream(t.getStackTrace()).map(Object::toString).collect(Collectors.joining("\n")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"write,1,write", "write,2,write", "write,1,read", "write,2,read", "read,0,write", "read,0,read"})
    void bare(String victimDoes, String key, String survivorDoes) {
        String map = directory.resolve("bare").toString();
        ForkedJvm victim = ForkedJvm.builder(BareVictim.class).args(map, victimDoes, key).jvmFlags(BareMap.FLAGS).start();
        victim.awaitReached("in the middle", START);
        victim.kill();
        ForkedJvm survivor = ForkedJvm.builder(BareSurvivor.class).args(map, survivorDoes).jvmFlags(BareMap.FLAGS).start();
        survivor.awaitReported("ns", START);
        System.err.println(victimDoes + key + " " + survivorDoes + " " + survivor.reported("returned") + " " + survivor.reported("ns"));
        survivor.waitFor(START);
        System.err.println(survivor.reported("cpuNs") + " " + survivor.reported("stack"));
    }
}
