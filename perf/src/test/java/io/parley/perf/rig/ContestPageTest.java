package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ContestPageTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowEveryProcessTheSame() throws Exception {
        ContestPage referee = ContestPage.create(directory.resolve("page"));
        ContestPage player = ContestPage.open(directory.resolve("page"));

        referee.phase(ContestPage.COUNT);
        player.count();
        player.count();
        player.reached(ContestPage.PLAYERS - 1, ContestPage.COUNT, 2, 7);

        assertThat(player.isPhase(ContestPage.COUNT)).isTrue();
        assertThat(referee.counter()).isEqualTo(2);
        assertThat(referee.reached(ContestPage.PLAYERS - 1)).isEqualTo(ContestPage.COUNT);
        assertThat(referee.acquisitions(ContestPage.PLAYERS - 1)).isEqualTo(2);
        assertThat(referee.longestWaitNs(ContestPage.PLAYERS - 1)).isEqualTo(7);
        assertThat(referee.reached(0)).isEqualTo(ContestPage.ABSENT);
        assertThat(Files.size(directory.resolve("page"))).isEqualTo(ContestPage.LENGTH);
    }
}
