package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildTableTest {
    private static final int PARENT = 3 << 20 | 7;
    private static final int CHILD = 4 << 20 | 9;
    private static final long PARENT_PID = 4_711;

    @TempDir
    Path directory;

    private final List<Party> parties = new ArrayList<>();
    private Path file;
    private Party parent;
    private Party child;
    private Party reader;

    /** A process as far as the kernel can tell: it has byte locks of its own. */
    private record Party(ChildTable table, ByteLocks locks) {
        /** As SIGKILL does: the kernel drops the bytes, and that is all. */
        void kill() {
            locks.close();
        }
    }

    @BeforeEach
    void map() throws IOException {
        file = TestFiles.zeros(directory.resolve("children"), ChildLayout.FILE_LENGTH);
        parent = join(PARENT);
        child = join(CHILD);
        reader = join(5 << 20 | 1);
    }

    @AfterEach
    void close() {
        parties.forEach(party -> party.locks.close());
    }

    private Party join(int owner) throws IOException {
        Memory memory = TestFiles.map(file);
        ByteLocks locks = new ByteLocks(file);
        Party party = new Party(new ChildTable(memory, owner, locks), locks);
        parties.add(party);
        return party;
    }

    private ChildRecord claim(String name) {
        return parent.table.claim(name, ChildTable.DAEMON, 2, PARENT_PID, 1_000);
    }

    private ChildRecord inChild(ChildRecord record) {
        return child.table.at(record.index(), record.number());
    }

    private ChildSnapshot only() {
        List<ChildSnapshot> all = reader.table.read();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void shouldTellALifeFromStartToEnd() {
        ChildRecord record = claim("ingest");
        assertThat(record.number()).isEqualTo(1);
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.number()).isEqualTo(1);
            assertThat(seen.name()).isEqualTo("ingest");
            assertThat(seen.state()).isEqualTo(ChildState.STARTING);
            assertThat(seen.parentAlive()).isTrue();
            assertThat(seen.parentOwner()).isEqualTo(PARENT);
            assertThat(seen.parentPid()).isEqualTo(PARENT_PID);
            assertThat(seen.is(ChildTable.DAEMON)).isTrue();
            assertThat(seen.is(ChildTable.WORKER)).isFalse();
            assertThat(seen.depth()).isEqualTo(2);
            assertThat(seen.startedAtNs()).isEqualTo(1_000);
            assertThat(seen.pid()).isZero();
        });
        record.started(77);
        assertThat(only().pid()).isEqualTo(77);

        ChildRecord own = inChild(record);
        own.joined(CHILD);
        assertThat(only().state()).isEqualTo(ChildState.RUNNING);
        assertThat(only().owner()).isEqualTo(CHILD);
        assertThat(only().pid()).isEqualTo(ProcessHandle.current().pid());

        own.failed("IllegalStateException: boom");
        own.exiting(15);
        assertThat(record.isExitNoted()).isTrue();
        assertThat(record.notedSignal()).isEqualTo(15);
        assertThat(record.reason()).isEqualTo("IllegalStateException: boom");

        child.kill();
        record.ended(143, 15, 2_000);
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(ChildState.ENDED);
            assertThat(seen.exitValue()).isEqualTo(143);
            assertThat(seen.exitSignal()).isEqualTo(15);
            assertThat(seen.endedAtNs()).isEqualTo(2_000);
            assertThat(seen.reason()).isEqualTo("IllegalStateException: boom");
            assertThat(seen.isAlive()).isFalse();
        });
    }

    @Test
    void shouldKnowWhoLivesWhoeverHasWrittenWhat() {
        ChildRecord record = claim("child");
        inChild(record).joined(CHILD);

        parent.kill();
        assertThat(only().state()).isEqualTo(ChildState.ORPHANED);
        assertThat(only().parentAlive()).isFalse();
        child.kill();
        assertThat(only().state()).isEqualTo(ChildState.LOST);
    }

    @Test
    void shouldTellAChildThatIsGoneBeforeItsParentHasLooked() {
        ChildRecord record = claim("child");
        inChild(record).joined(CHILD);

        child.kill();

        assertThat(only().state()).isEqualTo(ChildState.LOST);
        assertThat(only().parentAlive()).isTrue();
    }

    @Test
    void shouldKeepTheFirstReasonAndTheFirstEnd() {
        ChildRecord record = claim("child");
        record.failed("first");
        record.failed("second");
        assertThat(record.reason()).isEqualTo("first");

        record.ended(1, 0, 5);
        record.ended(2, 9, 6);
        assertThat(only().exitValue()).isEqualTo(1);
        assertThat(only().endedAtNs()).isEqualTo(5);
    }

    @Test
    void shouldCutTextsBetweenCharacters() {
        ChildRecord record = claim("ü".repeat(100));
        record.failed("€".repeat(100));

        assertThat(only().name()).isEqualTo("ü".repeat(ChildLayout.NAME_MAX / 2));
        assertThat(only().reason()).isEqualTo("€".repeat(ChildLayout.REASON_MAX / 3));
    }

    @Test
    void shouldForgetTheOldestFirst() {
        for (int i = 1; i <= ChildTable.CAPACITY + 3; i++) {
            claim("c" + i).ended(0, 0, i);
        }

        assertThat(reader.table.read())
                .hasSize(ChildTable.CAPACITY)
                .extracting(ChildSnapshot::number)
                .isSorted()
                .startsWith(4L)
                .endsWith(ChildTable.CAPACITY + 3L);
    }

    @Test
    void shouldNotForgetTheLiving() {
        ChildRecord living = claim("living");
        ChildRecord orphan = claim("orphan");
        inChild(orphan).joined(CHILD);
        Party other = join();
        parent.kill();
        parties.add(other);
        ChildRecord kept = other.table.claim("kept", 0, 1, 1, 1);

        for (int i = 0; i < 2 * ChildTable.CAPACITY; i++) {
            other.table.claim("next", 0, 1, 1, 1).ended(0, 0, 1);
        }

        assertThat(reader.table.read())
                .extracting(ChildSnapshot::number)
                .contains(orphan.number(), kept.number())
                .doesNotContain(living.number());
        assertThat(reader.table.read())
                .filteredOn(seen -> seen.number() == orphan.number())
                .singleElement()
                .extracting(ChildSnapshot::state)
                .isEqualTo(ChildState.ORPHANED);
    }

    private Party join() {
        try {
            return join(6 << 20 | 2);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldStartWithoutARecordWhenAllBelongToTheLiving() {
        for (int i = 0; i < ChildTable.CAPACITY; i++) {
            assertThat(claim("c" + i).number()).isPositive();
        }

        ChildRecord none = claim("one too many");

        assertThat(none.number()).isZero();
        none.started(1);
        none.joined(CHILD);
        none.failed("boom");
        none.exiting(15);
        none.ended(1, 0, 1);
        assertThat(none.isExitNoted()).isFalse();
        assertThat(none.notedSignal()).isZero();
        assertThat(none.reason()).isEmpty();
        assertThat(child.table.at(none.index(), none.number()).number()).isZero();
        assertThat(reader.table.read())
                .hasSize(ChildTable.CAPACITY)
                .extracting(ChildSnapshot::state)
                .containsOnly(ChildState.STARTING);
    }

    @Test
    void shouldLeaveARecordAloneThatMovedOnBeforeItsChildCame() {
        ChildRecord first = claim("first");
        ChildRecord late = inChild(first);
        parent.kill();
        Party other = join();
        ChildRecord second = first;
        while (second.index() != first.index() || second.number() == first.number()) {
            second = other.table.claim("second", 0, 1, 1, 1);
        }

        late.joined(CHILD);
        late.failed("not mine");
        late.exiting(9);

        assertThat(inChild(first).number()).as("moved on").isZero();
        assertThat(late.isExitNoted()).isFalse();
        assertThat(second.reason()).isEmpty();
        assertThat(second.isExitNoted()).isFalse();
        assertThat(reader.table.read())
                .filteredOn(seen -> seen.name().equals("second"))
                .extracting(ChildSnapshot::state)
                .containsOnly(ChildState.STARTING);
    }

    @Test
    void shouldServeUntilTheLastChildHasEndedAfterTheParentLeft() {
        ChildRecord record = claim("child");
        inChild(record).joined(CHILD);

        parent.table.close();
        child.table.close();
        assertThat(only().state()).as("both live on").isEqualTo(ChildState.RUNNING);
        assertThat(parent.locks.isClosed()).isFalse();

        child.kill();
        record.ended(3, 0, 9);
        assertThat(only().exitValue()).isEqualTo(3);
        assertThat(parent.locks.isClosed()).isTrue();
    }
}
