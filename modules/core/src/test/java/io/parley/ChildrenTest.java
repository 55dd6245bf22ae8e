package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildRecord;
import io.parley.internal.live.ChildTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withProcessName("main"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ChildRecord start(String name, int flags) {
        long pid = ProcessHandle.current().pid();
        return Domain.of(parley).children().claim(name, flags, 1, pid, 5 * SECOND);
    }

    private ChildInfo newest() {
        List<ChildInfo> all = parley.children();
        return all.get(all.size() - 1);
    }

    @Test
    void shouldHaveNoTableBeforeTheFirstChild() {
        assertThat(parley.children()).isEmpty();
        assertThat(parley.directory().resolve("domain.children")).doesNotExist();
    }

    @Test
    void shouldShowAChildAndItsParent() {
        ChildRecord record = start("child", ChildTable.DAEMON | ChildTable.WORKER);
        record.started(99);

        ProcessInfo self = parley.processes().get(0);
        assertThat(parley.children())
                .containsExactly(new ChildInfo(
                        1,
                        "child",
                        99,
                        0,
                        new ChildInfo.Parent(0, self.slot(), self.pid(), "main", true),
                        true,
                        true,
                        ChildInfo.State.STARTING,
                        Instant.ofEpochSecond(5),
                        null,
                        "",
                        ""));
        assertThat(newest().isAlive()).isTrue();
    }

    @Test
    void shouldSayHowAChildEnded() {
        start("a", 0).ended(3, 0, 6 * SECOND);
        assertThat(newest().exit()).isEqualTo("exit code 3");
        assertThat(newest().endedAt()).isEqualTo(Instant.ofEpochSecond(6));
        assertThat(newest().isAlive()).isFalse();

        ChildRecord killed = start("b", 0);
        killed.failed("out of memory");
        killed.ended(137, 9, 6 * SECOND);
        assertThat(newest().exit()).isEqualTo("killed by signal 9");
        assertThat(newest().reason()).isEqualTo("out of memory");
        assertThat(parley.children()).extracting(ChildInfo::name).containsExactly("a", "b");
    }

    @Test
    void shouldKnowAParentThatIsAChildItself() {
        ChildRecord child = start("child", 0);
        child.joined(Domain.of(parley).liveness().self());

        start("grandchild", 0);

        assertThat(newest().parent().number()).isEqualTo(child.number());
        assertThat(newest().parent().name()).isEqualTo("child");
    }

    @Test
    void shouldKnowAParentThatLeftAndCameBack() {
        ChildRecord record = start("child", 0);
        parley.close();
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withProcessName("again"));

        assertThat(newest().state()).as("its parent lives").isEqualTo(ChildInfo.State.STARTING);
        assertThat(newest().parent().name()).isEqualTo("again");
        record.ended(0, 0, 6 * SECOND);
        assertThat(newest().state()).isEqualTo(ChildInfo.State.ENDED);
    }
}
