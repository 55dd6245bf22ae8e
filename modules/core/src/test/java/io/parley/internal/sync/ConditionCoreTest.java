package io.parley.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes at one condition: each has its slot, its byte locks and its cores; they share two files. */
@Timeout(60)
class ConditionCoreTest {
    private static final int CELL = 1024;
    private static final ConditionCore.Handle OPEN = new ConditionCore.Handle() {
        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public boolean isDeleted() {
            return false;
        }

        @Override
        public void requireOpen() {
            // always is
        }

        @Override
        public void requireUsable() {
            // always is
        }
    };

    @TempDir
    Path directory;

    private final List<Participant> all = new ArrayList<>();
    private Parley founder;
    private Path lockFile;
    private Path conditionFile;
    private Memory words;

    @BeforeEach
    void found() throws IOException {
        founder = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        lockFile = TestFiles.zeros(directory.resolve("lock"), 4096);
        conditionFile = TestFiles.zeros(directory.resolve("condition"), ConditionLayout.FILE_LENGTH);
        words = TestFiles.map(conditionFile);
    }

    @AfterEach
    void close() {
        all.forEach(each -> each.process.close());
        founder.close();
    }

    private record Participant(OtherProcess process, LockCore lock, ConditionCore condition, ConditionTable table) {
        boolean awaitSignal() throws InterruptedException {
            lock.acquire();
            try {
                return condition.await(Deadline.NEVER, true, OPEN);
            } finally {
                lock.release();
            }
        }

        void signal(int count) {
            lock.acquire();
            condition.signal(count);
            lock.release();
        }
    }

    private Participant join() throws IOException {
        OtherProcess process = OtherProcess.join(founder.directory(), "p" + all.size());
        LockCore lock = new LockCore(
                TestFiles.map(lockFile), CELL, process.table(), SystemClock.LOCAL, WaitStrategy.adaptive());
        Memory table = TestFiles.map(conditionFile);
        ConditionCore condition =
                new ConditionCore(table, lock, process.table(), SystemClock.LOCAL, WaitStrategy.adaptive());
        Participant participant = new Participant(process, lock, condition, new ConditionTable(table, process.table()));
        all.add(participant);
        return participant;
    }

    private int state(int slot) {
        return words.getIntVolatile(ConditionLayout.at(slot) + ConditionLayout.STATE);
    }

    private int occupied() {
        int count = 0;
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            count += words.getIntVolatile(ConditionLayout.at(slot) + ConditionLayout.OWNER) == 0 ? 0 : 1;
        }
        return count;
    }

    /** Enters the table as somebody who then dies asleep. */
    private int enter(Participant who) {
        who.lock.acquire();
        int slot = who.table.enter(1, 1);
        who.lock.release();
        return slot;
    }

    @Test
    void shouldSkipAWaiterThatIsDead() throws Exception {
        Participant dead = join();
        Participant waiter = join();
        Participant signaller = join();
        enter(dead);
        Background<Boolean> waiting = Background.call(waiter::awaitSignal);
        await().until(() -> signaller.condition.waiting() == 2);
        dead.process.kill();

        signaller.signal(1);

        assertThat(waiting.result()).isTrue();
        assertThat(occupied()).isZero();
    }

    @Test
    void shouldPassOnASignalWhoseReceiverDied() throws Exception {
        Participant dead = join();
        Participant waiter = join();
        Participant signaller = join();
        int slot = enter(dead);
        Background<Boolean> waiting = Background.call(waiter::awaitSignal);
        await().until(() -> signaller.condition.waiting() == 2);
        waiting.awaitAsleep();
        signaller.signal(1);
        assertThat(state(slot)).isEqualTo(ConditionLayout.SIGNALLED);
        assertThat(waiting.isDone()).isFalse();

        dead.process.kill();

        assertThat(waiting.result()).as("found in a slice").isTrue();
        assertThat(occupied()).isZero();
    }

    @Test
    void shouldPassOnEverySignalOfTheDeadOnce() throws Exception {
        Participant dead = join();
        enter(dead);
        enter(dead);
        List<Background<Boolean>> waiting = new ArrayList<>();
        Participant signaller = join();
        for (int i = 0; i < 4; i++) {
            Participant waiter = join();
            waiting.add(Background.call(waiter::awaitSignal));
            int expected = 3 + i;
            await().until(() -> signaller.condition.waiting() == expected);
        }
        signaller.signal(2);

        dead.process.kill();

        assertThat(waiting.get(0).result()).isTrue();
        assertThat(waiting.get(1).result()).isTrue();
        assertThat(signaller.condition.waiting()).isEqualTo(2);
        assertThat(occupied()).isEqualTo(2);
        signaller.signal(Integer.MAX_VALUE);
        assertThat(waiting.get(2).result()).isTrue();
        assertThat(waiting.get(3).result()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPassOnTheSignalOfOneWhoLeftWithoutTheLock(boolean signalled) throws Exception {
        Participant leaver = join();
        Participant waiter = join();
        Participant signaller = join();
        int slot = enter(leaver);
        Background<Boolean> waiting = Background.call(waiter::awaitSignal);
        await().until(() -> signaller.condition.waiting() == 2);
        if (signalled) {
            signaller.signal(1);
            leaver.table.leaveWithoutLock(slot);
        } else {
            leaver.table.leaveWithoutLock(slot);
            signaller.signal(1);
        }

        assertThat(waiting.result()).isTrue();
    }

    @Test
    void shouldNameTheTableThatIsFullAndReuseTheSlotsOfTheDead() throws Exception {
        Participant many = join();
        Participant other = join();
        for (int i = 0; i < ConditionLayout.SLOTS; i++) {
            assertThat(enter(many)).isEqualTo(i);
        }
        assertThatThrownBy(other::awaitSignal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too many waiters: " + conditionFile)
                .hasMessageContaining("slots=256");
        assertThat(other.lock.owner()).as("and gave the lock back once").isZero();

        many.process.kill();

        assertThat(enter(other)).isZero();
        assertThat(occupied()).isEqualTo(1);
    }

    @Test
    void shouldForgetAWaiterThatDiedBeforeItWasEntered() throws Exception {
        Participant survivor = join();
        int at = ConditionLayout.at(0);
        words.putLong(at + ConditionLayout.TICKET, 77);
        words.putIntVolatile(at + ConditionLayout.STATE, ConditionLayout.WAITING);

        assertThat(survivor.condition.waiting()).isZero();
        survivor.signal(1);
        assertThat(state(0)).isEqualTo(ConditionLayout.WAITING);
        assertThat(enter(survivor)).isZero();
    }

    @Test
    void shouldTellAWaiterThatAHolderDiedMeanwhile() throws Exception {
        Participant waiter = join();
        Participant holder = join();
        Background<Boolean> told = Background.call(() -> {
            waiter.lock.acquire();
            waiter.condition.await(Deadline.NEVER, true, OPEN);
            boolean recovered = waiter.lock.isRecovered();
            waiter.lock.release();
            return recovered;
        });
        await().until(() -> holder.condition.waiting() == 1);
        holder.lock.acquire();
        holder.condition.signal(1);

        holder.process.kill();

        assertThat(told.result()).isTrue();
    }
}
