package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.LeasedSemaphore;
import io.parley.value.SharedLong;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** The one permit comes back whenever its holder dies, and is never held by two who live. */
@Timeout(180)
class LeasedSemaphoreCrashIT extends CrashContract {
    private LeasedSemaphore semaphore;

    /** Takes the permit and gives it back. */
    static final class Actor extends CrashActor {
        private Parley parley;
        private LeasedSemaphore semaphore;
        private SharedLong inside;

        @Override
        void open(Parley opened) {
            parley = opened;
            semaphore = opened.leasedSemaphore("semaphore", 1);
            inside = opened.longValue("inside");
        }

        @Override
        void work() throws InterruptedException {
            semaphore.acquire();
            beAlone();
            semaphore.release();
        }

        private void beAlone() {
            long me = ProcessHandle.current().pid();
            long other = inside.getAndSet(me);
            if (other != 0 && parley.processes().stream().anyMatch(p -> p.pid() == other && p.alive())) {
                throw new AssertionError("pid " + other + " and pid " + me + " have the one permit");
            }
            Thread.yield();
            inside.compareAndSet(me, 0);
        }

        @Override
        void die(String operation) throws InterruptedException {
            switch (operation) {
                case "acquire" -> semaphore.acquire();
                case "availablePermits" -> {
                    semaphore.availablePermits();
                    return;
                }
                default -> {
                    if (!semaphore.tryAcquire(Duration.ofSeconds(5))) {
                        return;
                    }
                }
            }
            beAlone();
            linger();
            semaphore.release();
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        Death holder = Death.in("acquire", Failpoint.SEMAPHORE_ACQUIRED);
        return List.of(
                holder,
                Death.in("acquire", Failpoint.LEASE_TAKEN_BEFORE_WORD),
                Death.in("acquire", Failpoint.LEASE_RETURNED_BEFORE_WORD),
                Death.in("tryAcquire(time)", Failpoint.LEASE_TAKEN_BEFORE_WORD),
                Death.in("acquire", Failpoint.SEMAPHORE_RELEASED_BEFORE_WAKE),
                Death.in("acquire", Failpoint.LEASE_RECLAIMED_BEFORE_WORD).after(holder),
                Death.in("availablePermits", Failpoint.LEASE_RECOMPUTED).after(holder),
                Death.in("tryAcquire(time)", Failpoint.LEASE_RECOMPUTED)
                        .after(Death.in("acquire", Failpoint.LEASE_RETURNED_BEFORE_WORD)));
    }

    @Override
    void open(Parley parley) {
        semaphore = parley.leasedSemaphore("semaphore", 1);
    }

    @Override
    void atTheEnd() {
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.holders()).isEmpty();
    }
}
