package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PinnedTest {
    @Test
    void shouldPinTheThreadUntilItIsClosed() throws IOException {
        String before = allowedCores();

        Pinned first = Pinned.toCore(true);
        String pinnedToFirst = allowedCores();
        first.close();
        Pinned last = Pinned.toCore(false);
        String pinnedToLast = allowedCores();
        last.close();

        assertThat(pinnedToFirst).matches("\\d+").isEqualTo(before.replaceFirst("\\D.*", ""));
        assertThat(pinnedToLast).matches("\\d+").isEqualTo(before.replaceFirst(".*\\D", ""));
        assertThat(allowedCores()).isEqualTo(before);
    }

    @Test
    void shouldGivePartsTheCoresInTurns() throws IOException {
        List<Integer> cores = Cores.inTurns();
        List<String> found = new ArrayList<>();

        for (int part = 0; part <= cores.size(); part++) {
            Pinned pinned = Pinned.inTurn(part);
            found.add(allowedCores());
            pinned.close();
        }

        assertThat(found.subList(0, cores.size()))
                .isEqualTo(cores.stream().map(String::valueOf).toList());
        assertThat(found.get(cores.size())).as("the first one again").isEqualTo(found.get(0));
    }

    private static String allowedCores() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
