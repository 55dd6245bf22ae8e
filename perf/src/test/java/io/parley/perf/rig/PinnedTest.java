package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static String allowedCores() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
