package io.parley.manager.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.Manager;
import io.parley.sync.HolderInfo;
import io.parley.sync.Lease;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedCondition;
import io.parley.sync.ManagedLease;
import io.parley.sync.ManagedLock;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.ManagedLong;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks that belong to sessions, beside the threads of the server's own process. */
@Timeout(60)
class LockSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ServedDomain domain;
    private SharedLock local;
    private Manager client;
    private ManagedLock remote;

    @BeforeEach
    void serve() throws IOException {
        domain = new ServedDomain(directory);
        local = domain.parley.lock("book");
        client = domain.connect();
        remote = client.lock("book");
    }

    @AfterEach
    void stop() {
        domain.close();
    }

    @Test
    void shouldExcludeThreadsOfTheServersProcess() throws Exception {
        try (ManagedLease lease = remote.acquire()) {
            assertThat(local.tryLock()).isFalse();
            assertThat(local.isHeldByCurrentThread()).isFalse();
            HolderInfo holder = local.holder().orElseThrow();
            assertThat(holder.processName()).isEqualTo("server");
            assertThat(holder.threadId()).isNegative();
            assertThat(holder.alive()).isTrue();
            assertThat(holder.token()).isEqualTo(lease.token());
            assertThatThrownBy(local::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("of a remote client");
        }
        local.lock();
        assertThat(remote.tryLock()).isFalse();
        local.unlock();
        assertThat(remote.tryLock()).isTrue();
    }

    @Test
    void shouldPassTheLockOnAtOnceWhenItsClientIsClosed() throws Exception {
        long token = remote.acquire().token();
        Background<Lease> waiting = Background.call(() -> local.acquire(PATIENCE));
        waiting.awaitAsleep();

        client.close();

        Lease next = waiting.get();
        assertThat(next.recovered()).isTrue();
        assertThat(next.token()).isGreaterThan(token);
        assertThat(local.recoveries()).isEqualTo(1);
        assertThatThrownBy(remote::unlock).isInstanceOf(RuntimeException.class);
        assertThat(local.isLocked()).isTrue();
        assertThat(remote.isHeldByCurrentThread()).isFalse();
    }

    @Test
    void shouldTellEveryNextHolderUntilAllIsInOrder() throws Exception {
        Manager other = domain.connect();
        ManagedLock theirs = other.lock("book");
        remote.lock();
        client.close();

        try (ManagedLease lease = theirs.acquire(PATIENCE)) {
            assertThat(lease.recovered()).isTrue();
        }
        try (ManagedLease lease = theirs.acquire(PATIENCE)) {
            assertThat(lease.recovered()).isTrue();
            assertThat(theirs.isRecovered()).isTrue();
            lease.markConsistent();
            assertThat(theirs.isRecovered()).isFalse();
        }
        try (Lease lease = local.acquire(PATIENCE)) {
            assertThat(lease.recovered()).isFalse();
        }
    }

    @Test
    void shouldTakeOverFromAThreadThatEndedHoldingTheLock() throws Exception {
        Thread holder = new Thread(local::lock);
        holder.start();
        holder.join();

        try (ManagedLease lease = remote.acquire(PATIENCE)) {
            assertThat(lease.recovered()).isTrue();
        }
    }

    @Test
    void shouldPassTheLockOnWhenTheClientsThreadThatHoldsItEnds() throws Exception {
        Background<Boolean> holder = Background.call(() -> {
            remote.lock();
            return true;
        });
        assertThat(holder.get()).isTrue();

        try (Lease lease = local.acquire(PATIENCE)) {
            assertThat(lease.recovered()).isTrue();
        }
        try (ManagedLease lease = remote.acquire(PATIENCE)) {
            assertThat(lease.stillHeld()).isTrue();
        }
    }

    @Test
    void shouldForgetAWaiterWhoseClientIsClosed() throws Exception {
        SharedLock fair = domain.parley.lock("fair", LockOptions.fair());
        fair.lock();
        ManagedLock waited = client.lock("fair");
        Background<Boolean> waiting = Background.call(() -> {
            waited.lock();
            return true;
        });
        waiting.awaitAsleep();
        await().until(() -> !Background.call(fair::tryLock).get());

        client.close();
        assertThatThrownBy(waiting::get).isInstanceOf(RuntimeException.class);
        fair.unlock();

        assertThat(Background.call(() -> fair.acquire(PATIENCE).recovered()).get())
                .isFalse();
    }

    @Test
    void shouldSendAllToLookWhenAHolderWhoMayHaveSignalledIsGone() throws Exception {
        SharedCondition condition = local.condition("changed");
        ManagedCondition theirs = remote.condition("changed");
        Background<Boolean> waiting = Background.call(() -> {
            local.lock();
            try {
                return condition.await(PATIENCE);
            } finally {
                local.unlock();
            }
        });
        await().until(() -> theirs.waiters() == 1);

        remote.lock();
        client.close();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void shouldPassASignalOnWhenItsReceiverIsClosed() throws Exception {
        SharedCondition condition = local.condition("changed");
        ManagedCondition gone = remote.condition("changed");
        ManagedLock thirdLock = domain.connect().lock("book");
        ManagedCondition third = thirdLock.condition("changed");
        Background<Boolean> first = Background.call(() -> {
            remote.lock();
            return gone.await(PATIENCE);
        });
        await().until(() -> condition.waiters() == 1);
        Background<Boolean> second = Background.call(() -> {
            thirdLock.lock();
            boolean signalled = third.await(PATIENCE);
            thirdLock.unlock();
            return signalled;
        });
        await().until(() -> condition.waiters() == 2);

        local.lock();
        condition.signal();
        client.close();
        assertThatThrownBy(first::get).isInstanceOf(RuntimeException.class);
        local.unlock();

        assertThat(second.get()).isTrue();
    }

    @Test
    void shouldKeepALockWithoutOwnerUnlessItRecovers() throws Exception {
        ManagedBinaryLock gate = client.binaryLock("gate");
        ManagedBinaryLock recovering = client.binaryLock("recovering", LockOptions.recoverOnOwnerDeath());
        gate.lock();
        recovering.lock();
        assertThat(gate.isLocked()).isTrue();

        client.close();

        ManagedBinaryLock taken = domain.connect().binaryLock("recovering");
        taken.acquire(PATIENCE);
        assertThat(taken.isRecovered()).isTrue();
        taken.markConsistent();
        assertThat(taken.isRecovered()).isFalse();
        assertThat(domain.parley.binaryLock("gate").tryLock()).isFalse();
        domain.parley.binaryLock("gate").unlock();
        assertThat(domain.parley.binaryLock("gate").tryLock()).isTrue();
    }

    @Test
    void shouldKeepACounterExactBetweenThreadsHereAndThere() throws Exception {
        int rounds = 40;
        SharedLong number = domain.parley.longValue("n");
        ManagedLong theirNumber = client.longValue("n");
        AtomicInteger inside = new AtomicInteger();
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(Background.call(() -> {
                for (int round = 0; round < rounds; round++) {
                    remote.lock();
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    theirNumber.set(theirNumber.get() + 1);
                    inside.decrementAndGet();
                    remote.unlock();
                }
                return true;
            }));
            all.add(Background.call(() -> {
                for (int round = 0; round < rounds * 20; round++) {
                    local.lock();
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    number.set(number.get() + 1);
                    inside.decrementAndGet();
                    local.unlock();
                }
                return true;
            }));
        }

        for (Background<Boolean> each : all) {
            each.get();
        }

        assertThat(number.get()).isEqualTo(2 * rounds + 2 * 20 * rounds);
        assertThat(local.token()).isEqualTo(number.get());
    }

    @Test
    void shouldNeedNoThreadForAWaiter() throws Exception {
        int waiters = 200;
        local.lock();
        Background.call(() -> remote.tryLock()).get();
        long before = serverThreads();
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            all.add(Background.call(() -> {
                remote.lock();
                remote.unlock();
                return true;
            }));
        }
        all.forEach(Background::awaitAsleep);

        assertThat(serverThreads()).isEqualTo(before);
        local.unlock();
        for (Background<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-manager"))
                .filter(thread -> !thread.getName().contains("worker")) // they open objects, and end when idle
                .count();
    }
}
