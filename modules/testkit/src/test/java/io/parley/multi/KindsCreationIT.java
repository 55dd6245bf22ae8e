package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.End;
import io.parley.sync.LockOptions;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes create one of each kind at the same moment: both use the same object afterwards. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class KindsCreationIT {
    private static final int ROUNDS = 50;

    @TempDir
    Path directory;

    record Counts(long first, long second) {}

    /** Uses each object so that the other one's share is seen. Arguments: domain, 0 or 1. */
    static final class Racer {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Domains.open(Path.of(args[0]), "racer-" + args[1])) {
                StartLine line = new StartLine(parley, 2);
                for (int round = 0; round < ROUNDS; round++) {
                    line.await();
                    parley.semaphore("s-" + round, 2).acquire();
                    parley.leasedSemaphore("l-" + round, 2).acquire();
                    line.await();
                    parley.latch("l-" + round, 2).countDown();
                    parley.event("e-" + round).set();
                    line.await();
                    parley.struct("s-" + round, Counts.class)
                            .update(old -> new Counts(old.first() + 1, old.second() + 1));
                    parley.text("t-" + round, 100).updateAndGet(old -> old + "x");
                    line.await();
                    try (var fair = parley.lock("f-" + round, LockOptions.fair());
                            var condition = fair.condition("c")) {
                        fair.lock();
                        condition.signalAll();
                        fair.unlock();
                    }
                    parley.transientQueue("q-" + round, Codecs.int64(), o -> o.capacityBytes(1_024))
                            .put((long) round);
                    parley.binaryLock("b-" + round).lock();
                    parley.binaryLock("b-" + round).unlock();
                    line.await();
                    parley.readWriteLock("r-" + round).writeLock().lock();
                    parley.readWriteLock("r-" + round).writeLock().unlock();
                    parley.barrier("m-" + round, 2).await();
                    try (var end = parley.connection(
                            "p-" + round,
                            Codecs.utf8(),
                            End.values()[Integer.parseInt(args[1])],
                            options -> options.capacity(4_096))) {
                        end.send("hello");
                        end.receive();
                    }
                }
                parley.leasedSemaphore("l-0", 2).release();
            }
        }
    }

    @Test
    void shouldAgreeOnWhoCreates() throws Exception {
        try (Parley parley = Domains.open(directory.resolve("domain"), "test")) {
            ForkedJvm first =
                    Domains.child(Racer.class, parley.directory(), "0").start();
            ForkedJvm second =
                    Domains.child(Racer.class, parley.directory(), "1").start();
            first.awaitExit(0, HANG.plus(HANG));
            second.awaitExit(0, HANG);

            for (int round = 0; round < ROUNDS; round++) {
                assertThat(parley.semaphore("s-" + round).availablePermits()).isZero();
                assertThat(parley.leasedSemaphore("l-" + round, 2).availablePermits())
                        .as("leases end with their processes")
                        .isEqualTo(2);
                assertThat(parley.latch("l-" + round, 2).count()).isZero();
                assertThat(parley.event("e-" + round).epoch()).isEqualTo(1);
                assertThat(parley.struct("s-" + round, Counts.class).read()).isEqualTo(new Counts(2, 2));
                assertThat(parley.text("t-" + round, 100).get()).isEqualTo("xx");
                assertThat(parley.lock("f-" + round).token()).isEqualTo(2);
                assertThat(parley.binaryLock("b-" + round).token()).isEqualTo(2);
                assertThat(parley.transientQueue("q-" + round, Codecs.int64()))
                        .containsExactly((long) round, (long) round);
                assertThat(parley.readWriteLock("r-" + round).isWriteLocked()).isFalse();
                assertThat(parley.barrier("m-" + round, 2).waiting()).isZero();
                try (var end = parley.connection("p-" + round, Codecs.utf8(), End.FIRST)) {
                    assertThat(end.poll()).as("as new").isFalse();
                }
            }
            assertThat(Domains.leftovers(parley.directory())).isEmpty();
            assertThat(DomainVerifier.findings(parley.directory())).isEmpty();
        }
    }
}
