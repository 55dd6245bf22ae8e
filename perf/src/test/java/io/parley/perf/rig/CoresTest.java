package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class CoresTest {
    @TempDir
    Path system;

    @Test
    void shouldNotShareACoreBeforeEachHasOne() throws IOException {
        share(Map.of(0, "0-1", 1, "0-1", 2, "2-3", 3, "2-3"));

        assertThat(Cores.inTurns(allowed(0, 1, 2, 3), system)).containsExactly(0, 2, 1, 3);
    }

    @Test
    void shouldKnowListsOfSingleNumbers() throws IOException {
        share(Map.of(0, "0,2", 1, "1,3", 2, "0,2", 3, "1,3"));

        assertThat(Cores.inTurns(allowed(0, 1, 2, 3), system)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldLookOnlyAtThoseThatAreAllowed() throws IOException {
        share(Map.of(0, "0-1", 1, "0-1", 2, "2-3", 3, "2-3"));

        assertThat(Cores.inTurns(allowed(1, 2, 3), system)).containsExactly(1, 2, 3);
    }

    @Test
    void shouldTakeThemAsTheyComeWhereTheKernelIsSilent() {
        assertThat(Cores.inTurns(allowed(1, 5, 6), system)).isEqualTo(List.of(1, 5, 6));
    }

    private void share(Map<Integer, String> siblings) throws IOException {
        for (Map.Entry<Integer, String> each : siblings.entrySet()) {
            Path topology = Files.createDirectories(system.resolve("cpu" + each.getKey() + "/topology"));
            Files.writeString(topology.resolve("thread_siblings_list"), each.getValue() + "\n");
        }
    }

    private static BitSet allowed(int... cores) {
        BitSet allowed = new BitSet();
        for (int core : cores) {
            allowed.set(core);
        }
        return allowed;
    }
}
