package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.BinaryLock;
import io.parley.sync.Diagnosis;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What only several JVMs show of locks without an owner, fair locks, conditions and diagnosis. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class LockKindsIT {
    @TempDir
    Path directory;

    private Path domain() {
        return directory.resolve("domain");
    }

    /** Acquires a lock that nobody owns and exits without releasing it. */
    static final class HandOver {
        public static void main(String[] args) {
            Parley parley = Domains.open(Path.of(args[0]), "run1");
            parley.binaryLock("lock").lock();
            Script.reached("locked");
        }
    }

    /** Acquires and releases the same. */
    static final class TakeOver {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "run2")) {
                BinaryLock lock = parley.binaryLock("lock");
                Script.reached("ready");
                lock.lock();
                Script.reached("locked");
                lock.unlock();
            }
        }
    }

    @Test
    void shouldStayLockedAfterItsAcquirerExitedUntilAnotherReleases() {
        try (Parley parley = Domains.open(domain(), "main")) {
            // given a process that acquired the lock and is gone, in good order
            ForkedJvm first = Domains.child(HandOver.class, domain()).start();
            first.awaitReached("locked", START);
            first.awaitExit(0, HANG);

            // when another waits for it
            ForkedJvm second = Domains.child(TakeOver.class, domain()).start();
            second.awaitReached("ready", START);
            BinaryLock lock = parley.binaryLock("lock");
            await().atMost(HANG).until(() -> !lock.waiters().isEmpty());

            // then it waits until a third releases
            assertThat(lock.holder().orElseThrow().alive()).isFalse();
            assertThat(lock.token()).isEqualTo(1);
            lock.unlock();
            second.awaitReached("locked", HANG);
            second.awaitExit(0, HANG);
            assertThat(lock.isLocked()).isFalse();
            assertThat(lock.recoveries()).isZero();
        }
    }

    /** Waits for one signal. Arguments: domain, number. */
    static final class Waiter {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "waiter")) {
                SharedLock lock = parley.lock("lock");
                SharedCondition condition = lock.condition("go");
                lock.lock();
                condition.await();
                lock.unlock();
                Script.reached("signalled");
            }
        }
    }

    private List<ForkedJvm> waiters(SharedCondition condition, int count) {
        List<ForkedJvm> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int expected = i + 1;
            waiters.add(Domains.child(Waiter.class, domain()).start());
            await().atMost(START).until(() -> condition.waiters() == expected);
        }
        return waiters;
    }

    @Test
    void shouldSignalPastAWaiterThatWasKilled() {
        try (Parley parley = Domains.open(domain(), "main")) {
            SharedLock lock = parley.lock("lock");
            SharedCondition condition = lock.condition("go");
            List<ForkedJvm> waiters = waiters(condition, 3);
            waiters.get(0).kill();
            await().atMost(HANG).until(() -> condition.waiters() == 2);

            lock.lock();
            condition.signal(2);
            lock.unlock();

            waiters.get(1).awaitReached("signalled", HANG);
            waiters.get(2).awaitReached("signalled", HANG);
        }
    }

    @Test
    void shouldPassOnTheSignalOfAWaiterThatDiedWithIt() {
        try (Parley parley = Domains.open(domain(), "main")) {
            // given a waiter that will die when it is woken, and one that waits behind it
            SharedLock lock = parley.lock("lock");
            SharedCondition condition = lock.condition("go");
            ForkedJvm victim = Domains.child(Waiter.class, domain())
                    .failAt(Failpoint.CONDITION_BEFORE_LOCK, FailAction.KILL)
                    .start();
            await().atMost(START).until(() -> condition.waiters() == 1);
            ForkedJvm next = Domains.child(Waiter.class, domain()).start();
            await().atMost(START).until(() -> condition.waiters() == 2);

            // when there is one signal
            lock.lock();
            condition.signal();
            lock.unlock();

            // then the one behind gets it
            victim.awaitFailpoint(Failpoint.CONDITION_BEFORE_LOCK, HANG);
            next.awaitReached("signalled", HANG);
        }
    }

    /** Acquires a fair lock until told to stop. Arguments: domain, number. */
    static final class Contender {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "contender")) {
                SharedLock lock = parley.lock("fair", LockOptions.fair());
                SharedLongArray turns = parley.longArray("turns", 3);
                int me = Integer.parseInt(args[1]);
                Script.barrier("ready");
                while (parley.longValue("stop").get() == 0) {
                    lock.lock();
                    turns.set(me, turns.get(me) + 1);
                    lock.unlock();
                }
            }
        }
    }

    @Test
    void shouldGiveEachProcessItsShareOfAFairLock() {
        try (Parley parley = Domains.open(domain(), "main")) {
            SharedLongArray turns = parley.longArray("turns", 3);
            List<ForkedJvm> contenders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                contenders.add(Domains.child(Contender.class, domain(), Integer.toString(i))
                        .start());
            }
            contenders.forEach(jvm -> jvm.awaitReached("ready", START));
            contenders.forEach(jvm -> jvm.proceed("ready"));
            await().atMost(HANG).until(() -> turns.get(0) > 500 && turns.get(1) > 500 && turns.get(2) > 500);
            long[] before = turns.stream().toArray();
            await().atMost(HANG).until(() -> turns.stream().sum() > sum(before) + 3_000);
            long[] after = turns.stream().toArray();
            parley.longValue("stop").set(1);
            contenders.forEach(jvm -> jvm.awaitExit(0, HANG));

            double mean = (sum(after) - sum(before)) / 3.0;
            for (int i = 0; i < 3; i++) {
                assertThat(after[i] - before[i]).as("share of " + i).isGreaterThan((long) (mean / 3));
            }
            assertThat(parley.lock("fair").token()).isEqualTo(turns.stream().sum());
        }
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long each : values) {
            sum += each;
        }
        return sum;
    }

    /** Holds one lock and waits for another. Arguments: domain, what it holds, what it wants. */
    static final class Crosser {
        public static void main(String[] args) {
            Parley parley = Domains.open(Path.of(args[0]), args[1]);
            parley.lock(args[1]).lock();
            Script.barrier("holding");
            parley.lock(args[2]).lock();
        }
    }

    @Test
    void shouldNameTheDeadlockOfTwoProcesses() {
        try (Parley parley = Domains.open(domain(), "main")) {
            ForkedJvm one = Domains.child(Crosser.class, domain(), "x", "y").start();
            ForkedJvm two = Domains.child(Crosser.class, domain(), "y", "x").start();
            one.awaitReached("holding", START);
            two.awaitReached("holding", START);
            assertThat(parley.diagnose().deadlocks()).isEmpty();

            one.proceed("holding");
            two.proceed("holding");

            await().atMost(HANG).until(() -> !parley.diagnose().deadlocks().isEmpty());
            Diagnosis diagnosis = parley.diagnose();
            assertThat(diagnosis.deadlocks())
                    .singleElement()
                    .satisfies(deadlock -> assertThat(deadlock.members())
                            .extracting(member -> member.waiter().pid())
                            .containsExactlyInAnyOrder(one.pid(), two.pid()));
            assertThat(diagnosis.toString())
                    .contains("DEADLOCK: pid ", "(x), thread ", "(y), thread ", "waits for the lock of x.lock held by");
            one.kill();
            two.kill();
            await().atMost(HANG).until(() -> parley.diagnose().deadlocks().isEmpty());
            assertThat(parley.diagnose().deadHolders()).hasSize(2);
        }
    }
}
