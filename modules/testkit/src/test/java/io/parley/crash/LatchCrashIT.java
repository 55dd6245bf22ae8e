package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A latch whose last counter dies is open to those who sleep at it. */
@Timeout(180)
class LatchCrashIT extends CrashContract {
    private static final int PARTIES = 2;

    private SharedLong round;

    /** Counts down each round's latch and waits for it. */
    static final class Actor extends CrashActor {
        private Parley parley;
        private SharedLong round;

        @Override
        void open(Parley opened) {
            parley = opened;
            round = opened.longValue("round");
        }

        private SharedLatch latch(long number) {
            return parley.latch("latch-" + number, PARTIES);
        }

        @Override
        void work() throws InterruptedException {
            long number = round.get();
            try (SharedLatch latch = latch(number)) {
                latch.countDown();
                latch.await();
            }
            if (round.compareAndSet(number, number + 1) && number >= PARTIES + 1) {
                // nobody is so far behind
                try (SharedLatch old = latch(number - PARTIES - 1)) {
                    old.delete();
                }
            }
            linger();
        }

        @Override
        void end() {
            long number = round.get();
            latch(number).countDown(PARTIES);
            latch(number + 1).countDown(PARTIES);
        }

        /** In place of one of the survivors, who thereby comes too late and finds it open. */
        @Override
        void die(String operation) {
            try (SharedLatch latch = latch(round.get())) {
                if (latch.count() == 1) {
                    latch.countDown();
                }
            }
        }
    }

    @Override
    Class<? extends CrashActor> actor() {
        return Actor.class;
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("countDown", Failpoint.LATCH_OPEN_BEFORE_WAKE).atOnce(),
                Death.in("countDown", Failpoint.LATCH_OPEN_BEFORE_WAKE));
    }

    @Override
    void open(Parley parley) {
        round = parley.longValue("round");
    }

    @Override
    void atTheEnd() {
        assertThat(round.get()).isGreaterThan(2);
    }
}
