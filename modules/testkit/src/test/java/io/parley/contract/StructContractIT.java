package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.value.SharedStruct;
import io.parley.value.SharedText;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A struct and a text between two parties. */
@Timeout(120)
class StructContractIT extends PairContract {
    private SharedStruct<Point> struct;
    private SharedText text;

    record Point(long x, double y) {}

    /** The other party. */
    static final class Party extends Steps {
        private SharedStruct<Point> struct;
        private SharedText text;

        @Override
        void open(Parley parley) {
            struct = parley.struct("struct", Point.class);
            text = parley.text("text", 40);
        }

        @Override
        Object step(String name) throws InterruptedException {
            return switch (name) {
                case "write" -> {
                    struct.write(new Point(3, 4));
                    text.set("of the peer");
                    yield true;
                }
                case "lock" -> {
                    struct.lock().lock();
                    yield true;
                }
                case "unlock" -> {
                    struct.lock().unlock();
                    yield true;
                }
                case "read" -> struct.read().x() + text.get();
                default -> struct.awaitChange(struct.version());
            };
        }
    }

    @Override
    Class<? extends Steps> steps() {
        return Party.class;
    }

    @Override
    void open() {
        struct = parley.struct("struct", Point.class);
        text = parley.text("text", 40);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEachTheOthersWrites(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("write")).isEqualTo("true");
        assertThat(struct.read()).isEqualTo(new Point(3, 4));
        assertThat(text.get()).isEqualTo("of the peer");
        struct.write(new Point(5, 6));
        text.set("mine");
        assertThat(peer.run("read")).isEqualTo("5mine");
        letGo("read");
        assertThat(struct.update(old -> new Point(old.x() + 1, old.y()))).isEqualTo(new Point(6, 6));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadPastALockAndWriteAfterIt(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("lock")).isEqualTo("true");
        assertThat(struct.read()).isEqualTo(new Point(0, 0));
        letGo("unlock");
        struct.write(new Point(1, 2));
        assertThat(struct.read()).isEqualTo(new Point(1, 2));
        struct.lock().lock();
        assertThat(struct.lock().recoveries()).isEqualTo(isKilled() ? 1 : 0);
        struct.lock().unlock();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeWhoWaitsForAChange(Way way) throws Exception {
        begin(way);
        peer.startAndSleep("awaitChange");
        killIfMortal();
        struct.write(new Point(1, 2));
        if (!isKilled()) {
            assertThat(peer.result()).isEqualTo("1");
        }
        assertThat(struct.version()).isEqualTo(1);
    }
}
