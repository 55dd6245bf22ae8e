package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.crash.RecoveryTimes;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The kernel says at once when a thread that holds a lock ends, with its process or without. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class ThreadDeathIT {
    private static final int ROUNDS = 15;
    private static final String WAITER = "heir";

    @TempDir
    Path directory;

    /** Lets threads take the lock and end without giving it back, as often as it is told to. Arguments: domain. */
    static final class Loser {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "loser")) {
                SharedLock lock = parley.lock("lock");
                for (int round = 0; round < ROUNDS; round++) {
                    String barrier = "held " + round;
                    Thread holder = new Thread(() -> {
                        lock.lock();
                        Script.barrier(barrier);
                        Script.report("ended", System.nanoTime());
                    });
                    holder.start();
                    holder.join();
                    Script.await("next");
                }
                Script.barrier("lost all");
                lock.lock();
                lock.unlock();
            }
        }
    }

    @Test
    void shouldTakeOverFromAThreadWhoseProcessLives() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLock lock = parley.lock("lock");
            ForkedJvm loser = Domains.child(Loser.class, domain()).start();
            long[] ns = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                String barrier = "held " + round;
                loser.awaitReached(barrier, START);
                assertThat(lock.tryLock(20, TimeUnit.MILLISECONDS))
                        .as("its thread lives")
                        .isFalse();
                FutureTask<Long> heir = startHeir(lock);

                loser.proceed(barrier);

                long tookNs = heir.get(HANG.toSeconds(), TimeUnit.SECONDS);
                int reports = round + 1;
                await().atMost(HANG).until(() -> loser.reports("ended").size() == reports);
                ns[round] = tookNs - Long.parseLong(loser.reports("ended").get(round));
                assertThat(lock.recoveries()).isEqualTo(round + 1);
                loser.proceed("next");
            }
            report("end of a thread, its process lives", ns);

            loser.awaitReached("lost all", START);
            loser.proceed("lost all");
            loser.awaitExit(0, HANG);
        }
    }

    @Test
    void shouldTakeOverFromAProcessThatIsKilled() throws Exception {
        try (Parley parley = Domains.open(domain(), "test")) {
            SharedLock lock = parley.lock("holder");
            long[] ns = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ForkedJvm victim =
                        Domains.child(Holder.class, domain(), "holder", "never").start();
                victim.awaitReached(Holder.HOLDING, START);
                FutureTask<Long> heir = startHeir(lock);

                long killNs = System.nanoTime();
                victim.kill();

                ns[round] = heir.get(HANG.toSeconds(), TimeUnit.SECONDS) - killNs;
                assertThat(lock.recoveries()).isEqualTo(round + 1);
                victim.close();
            }
            report("SIGKILL of the process", ns);
        }
    }

    /**
     * Returns once a thread waits for the lock; when it had taken it from the dead, and given it back, it tells when.
     */
    private static FutureTask<Long> startHeir(SharedLock lock) {
        FutureTask<Long> heir = new FutureTask<>(() -> {
            lock.lock();
            long nowNs = System.nanoTime();
            assertThat(lock.isRecovered()).isTrue();
            lock.markConsistent();
            lock.unlock();
            return nowNs;
        });
        Thread thread = new Thread(heir, WAITER);
        thread.setDaemon(true);
        thread.start();
        Sleepers.await(WAITER, 1);
        return heir;
    }

    private static void report(String what, long[] ns) {
        Arrays.sort(ns);
        RecoveryTimes.record(String.format(
                Locale.ROOT,
                "%-36s median %6.2f ms, worst %6.2f ms (%d times)",
                what,
                ns[ns.length / 2] / 1e6,
                ns[ns.length - 1] / 1e6,
                ns.length));
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
