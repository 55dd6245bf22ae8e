package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.crash.Failpoint;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No gap of this module is without a test that kills a process in it. */
@Timeout(60)
class RemoteCrashCoverageTest {
    @Test
    void shouldKillAProcessAtEveryFailpoint() {
        Set<Failpoint> remote = Arrays.stream(Failpoint.values())
                .filter(point -> point.name().startsWith("REMOTE_"))
                .collect(Collectors.toSet());

        assertThat(SessionCrashIT.KILLS_AT).isEqualTo(remote);
    }
}
