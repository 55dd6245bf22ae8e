package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** A setter that dies leaves nobody asleep, and a waiter that dies holds up nobody. */
@Timeout(180)
class EventCrashIT extends CrashContract {
    private SharedEvent first;
    private SharedEvent second;

    /** Two survivors send each other on; the victim sets both, or waits. */
    static final class Actor extends CrashActor {
        private SharedEvent first;
        private SharedEvent second;

        @Override
        void open(Parley parley) {
            first = parley.event("first");
            second = parley.event("second");
        }

        @Override
        void work() throws InterruptedException {
            SharedEvent mine = number == 0 ? first : second;
            SharedEvent others = number == 0 ? second : first;
            others.set();
            mine.await();
            mine.clear();
        }

        @Override
        void end() {
            (number == 0 ? second : first).set();
        }

        @Override
        void die(String operation) throws InterruptedException {
            if (operation.equals("set")) {
                linger();
                first.set();
                second.set();
            } else {
                first.awaitEpochAfter(first.epoch());
                second.await(Duration.ofMillis(20));
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
                Death.in("set", Failpoint.EVENT_SET_BEFORE_WAKE),
                Death.in("set", Failpoint.EVENT_SET_BEFORE_WAKE).atOnce(),
                Death.in("await", Failpoint.WAIT_NOTED));
    }

    @Override
    void open(Parley parley) {
        first = parley.event("first");
        second = parley.event("second");
    }

    @Override
    void beforeDeath(Death death) {
        assertThat(first.epoch() + second.epoch()).isPositive();
    }

    @Override
    void atTheEnd() throws InterruptedException {
        long epoch = first.epoch();
        first.clear();
        assertThat(first.await(Duration.ZERO)).isFalse();
        first.set();
        assertThat(first.await(Duration.ZERO)).isTrue();
        assertThat(first.epoch()).isEqualTo(epoch + 1);
    }
}
