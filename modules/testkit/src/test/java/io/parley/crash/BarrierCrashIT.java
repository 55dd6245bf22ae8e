package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedBarrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Timeout;

/** A barrier trips or breaks when a party dies, wherever it does; it keeps nobody. */
@Timeout(180)
class BarrierCrashIT extends CrashContract {
    private static final int PARTIES = 2;

    private SharedBarrier barrier;

    /** Meets whoever comes; the victim may be one of them. */
    static final class Actor extends CrashActor {
        private SharedBarrier barrier;
        private SharedBarrier withAction;

        @Override
        void open(Parley parley) {
            barrier = parley.barrier("barrier", PARTIES);
            withAction = parley.barrier("barrier", PARTIES, CrashActor::linger);
        }

        @Override
        void work() throws InterruptedException {
            meet(barrier);
        }

        private static void meet(SharedBarrier barrier) throws InterruptedException {
            try {
                int index = barrier.await();
                if (index < 0 || index >= PARTIES) {
                    throw new AssertionError("index " + index);
                }
            } catch (BrokenBarrierException e) {
                if (barrier.isBroken()) {
                    barrier.reset();
                }
            }
        }

        @Override
        void end() {
            barrier.abort();
        }

        @Override
        void die(String operation) throws InterruptedException {
            switch (operation) {
                case "await" -> meet(barrier);
                case "action" -> meet(withAction);
                default -> {
                    linger();
                    barrier.abort();
                    barrier.reset();
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
                Death.in("await", Failpoint.BARRIER_NAMED_BEFORE_COUNT),
                Death.in("await", Failpoint.BARRIER_ARRIVED),
                Death.in("await", Failpoint.BARRIER_BEFORE_WAIT),
                Death.in("await", Failpoint.BARRIER_EMPTIED_BEFORE_PHASE),
                Death.in("await", Failpoint.BARRIER_TRIPPED_BEFORE_WAKE),
                Death.in("action", Failpoint.BARRIER_BEFORE_ACTION).atOnce(),
                Death.in("action", Failpoint.BARRIER_AFTER_ACTION).atOnce(),
                Death.in("action", Failpoint.BARRIER_EMPTIED_BEFORE_PHASE).atOnce(),
                Death.in("abort", Failpoint.BARRIER_BROKEN_BEFORE_EMPTIED),
                Death.in("abort", Failpoint.BARRIER_BROKEN_BEFORE_WAKE));
    }

    @Override
    void open(Parley parley) {
        barrier = parley.barrier("barrier", PARTIES);
    }

    @Override
    void atTheEnd() {
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.waiting()).isZero();
    }
}
