package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildRecord;
import io.parley.internal.live.ChildSnapshot;
import io.parley.internal.live.ChildState;
import io.parley.internal.live.ChildTable;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parent or child dies between two stores into the table of children: readers see what is true, nothing is lost. */
@Timeout(120)
@KillsAt({
    Failpoint.CHILD_CLAIMED,
    Failpoint.CHILD_STARTING,
    Failpoint.CHILD_JOINED_BEFORE_OWNER,
    Failpoint.CHILD_REASON_BEFORE_LENGTH,
    Failpoint.CHILD_END_BEFORE_STATE,
    Failpoint.CHILD_ENDED
})
@ExtendWith(CrashTestWatcher.class)
class ChildTableCrashIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int VALUE = 42;

    @TempDir
    Path directory;

    private Parley parley;
    private Domain domain;
    private ChildTable table;

    /** Goes through all steps of a parent, whose child ends with {@link #VALUE}. */
    static final class Parent {
        public static void main(String[] args) {
            Domain domain = Domain.of(Parley.open(config(Path.of(args[0]))));
            ChildRecord record = domain.children().claim("child", 0, 1, 1, 1);
            record.started(4_711);
            record.ended(VALUE, 0, 2);
        }
    }

    /** Goes through all steps of a child that fails. */
    static final class Child {
        public static void main(String[] args) {
            Domain domain = Domain.of(Parley.open(config(Path.of(args[0]))));
            ChildRecord record = domain.children().at(Integer.parseInt(args[1]), Long.parseLong(args[2]));
            record.joined(domain.liveness().self());
            record.failed("boom");
        }
    }

    private static ParleyConfig config(Path directory) {
        return ParleyConfig.at(directory.resolve("domain")).withDurable(false);
    }

    @BeforeEach
    void open() {
        parley = Parley.open(config(directory));
        domain = Domain.of(parley);
        table = domain.children();
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ForkedJvm killAt(Failpoint point, Class<?> main, String... more) {
        ForkedJvm victim = ForkedJvm.builder(main)
                .args(directory.toString())
                .args(more)
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                .failAt(point, FailAction.KILL)
                .start();
        victim.awaitFailpoint(point, START);
        victim.awaitExit(ForkedJvm.EXIT_KILLED, START);
        return victim;
    }

    private ChildSnapshot only() {
        List<ChildSnapshot> all = table.read();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @ParameterizedTest
    @CsvSource({"CHILD_CLAIMED, ", "CHILD_STARTING, LOST", "CHILD_END_BEFORE_STATE, LOST", "CHILD_ENDED, ENDED"})
    void shouldTellTheTruthAfterAParentsDeath(Failpoint point, ChildState expected) {
        killAt(point, Parent.class);

        if (expected == null) {
            assertThat(table.read()).as("half written").isEmpty();
        } else {
            await().atMost(START).until(() -> only().state() == expected);
            assertThat(only().name()).isEqualTo("child");
            assertThat(only().parentAlive()).isFalse();
        }
        if (expected == ChildState.ENDED) {
            assertThat(only().exitValue()).isEqualTo(VALUE);
        }
        requireEveryRecord(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHILD_JOINED_BEFORE_OWNER", "CHILD_REASON_BEFORE_LENGTH"})
    void shouldTellTheTruthAfterAChildsDeath(Failpoint point) {
        ChildRecord record = table.claim("child", 0, 1, 1, 1);

        killAt(point, Child.class, Integer.toString(record.index()), Long.toString(record.number()));

        await().atMost(START).until(() -> only().state() == ChildState.LOST);
        assertThat(only().parentAlive()).isTrue();
        assertThat(only().reason()).isEmpty();
        record.ended(ForkedJvm.EXIT_KILLED, 9, 2);
        assertThat(only().state()).isEqualTo(ChildState.ENDED);
        assertThat(only().exitSignal()).isEqualTo(9);
        requireEveryRecord(1);
    }

    /** Every record can be given to another child, that of the dead as well; and the files are in order. */
    private void requireEveryRecord(long dead) {
        for (int i = 0; i < ChildTable.CAPACITY; i++) {
            assertThat(table.claim("next", 0, 1, 1, 1).number()).isGreaterThan(dead);
        }
        assertThat(table.read())
                .hasSize(ChildTable.CAPACITY)
                .extracting(ChildSnapshot::name)
                .containsOnly("next");
        assertThat(table.read()).extracting(ChildSnapshot::reason).containsOnly("");
        assertThat(parley.reap()).isEqualTo(1);
        assertThat(DomainVerifier.findings(parley.directory())).isEmpty();
    }
}
