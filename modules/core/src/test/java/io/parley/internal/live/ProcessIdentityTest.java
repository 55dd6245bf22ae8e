package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProcessIdentityTest {
    @Test
    void shouldKnowThisProcess() throws IOException {
        ProcessIdentity identity = ProcessIdentity.current("tests");

        assertThat(identity.name()).isEqualTo("tests");
        assertThat(identity.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")))
                .hasToString("pid:[" + identity.pidNamespace() + "]");
    }

    @Test
    void shouldKnowWhenThisProcessStarted() throws IOException {
        // the same field counted from the end of the line, whose length the kernel fixed: 52 fields
        String[] stat = Files.readString(Path.of("/proc/self/stat")).strip().split(" ");

        long startTime = ProcessIdentity.current("tests").startTime();

        assertThat(startTime).isPositive().isEqualTo(Long.parseLong(stat[stat.length - 52 + 21]));
    }

    @Test
    void shouldBeAnotherIncarnationEveryTime() {
        Set<Long> incarnations = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            incarnations.add(ProcessIdentity.current("tests").incarnation());
        }

        assertThat(incarnations).hasSize(1_000);
    }

    @Test
    void shouldKnowTheBootOfTheMachine() {
        assertThat(ProcessIdentity.bootIdHash()).isNotZero().isEqualTo(ProcessIdentity.bootIdHash());
    }
}
