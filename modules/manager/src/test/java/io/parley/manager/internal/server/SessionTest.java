package io.parley.manager.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.RequestNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One session without a network: what it remembers, and whom it tells. */
@Timeout(60)
class SessionTest {
    private final Workers workers = new Workers(1);
    private final Watcher watcher = new Watcher();
    private final Wire wire = new Wire();
    private final Session session = new Session(1, 2, new AtomicLong(), workers, 0);
    private final List<String> told = new ArrayList<>();

    SessionTest() {
        session.inTurn(() -> session.connected(wire));
    }

    @AfterEach
    void close() {
        workers.close();
        watcher.close();
    }

    /** Keeps what is sent. */
    private static final class Wire implements FrameSink {
        private final List<Frame> sent = new ArrayList<>();

        @Override
        public void keep(Object what) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object kept() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(Frame frame) {
            sent.add(frame);
        }

        @Override
        public void close() {}

        @Override
        public String peer() {
            return "test";
        }
    }

    private Call call(long seq) {
        return new Call(session, new Frame(FrameType.REQUEST, 0, 1, seq, 0, 0, Frame.empty()));
    }

    private Receipt receipt(String name) {
        return new Receipt() {
            @Override
            public void arrived() {
                told.add(name + " arrived");
            }

            @Override
            public void lost() {
                told.add(name + " lost");
            }
        };
    }

    private static long seq(long count, int slot) {
        return RequestNumber.of(count, slot);
    }

    @Test
    void shouldAnswerARequestThatComesAgainWithTheSameAnswer() {
        assertThat(session.begin(seq(1, 0))).isTrue();
        assertThat(session.begin(seq(1, 0))).as("not answered yet").isFalse();
        assertThat(wire.sent).isEmpty();

        call(seq(1, 0)).done(5);

        assertThat(session.begin(seq(1, 0))).isFalse();
        assertThat(wire.sent).hasSize(2);
        assertThat(wire.sent.get(0)).isSameAs(wire.sent.get(1));
    }

    @Test
    void shouldTakeTheNextRequestInASlotForTheNewsThatTheAnswerArrived() {
        session.begin(seq(1, 3));
        call(seq(1, 3)).done(receipt("first"));
        assertThat(wire.sent.get(0).op()).isEqualTo(AnswerFlags.WANTS_ACK);
        assertThat(told).isEmpty();

        assertThat(session.begin(seq(2, 3))).isTrue();

        assertThat(told).containsExactly("first arrived");
        assertThat(session.begin(seq(1, 3))).as("an old copy").isFalse();
        session.end(true, "test");
        assertThat(told).containsExactly("first arrived");
    }

    @Test
    void shouldTellEachReceiptExactlyOneThing() {
        session.begin(seq(1, 0));
        session.begin(seq(1, 1));
        session.begin(seq(1, 2));
        call(seq(1, 0)).done(receipt("acknowledged"));
        call(seq(1, 1)).done(receipt("unheard"));

        session.acknowledge(seq(1, 0));
        session.acknowledge(seq(1, 0));
        session.end(true, "test");
        session.end(true, "test");
        call(seq(1, 2)).done(receipt("late"));
        session.acknowledge(seq(1, 1));

        assertThat(told).containsExactly("acknowledged arrived", "unheard lost", "late lost");
    }

    @Test
    void shouldGiveAllBackThoughOneFails() {
        session.begin(seq(1, 0));
        call(seq(1, 0)).done(new Receipt() {
            @Override
            public void arrived() {}

            @Override
            public void lost() {
                throw new IllegalStateException("on purpose");
            }
        });
        session.<Holding>holding("a", () -> lost -> {
            throw new IllegalStateException("on purpose");
        });
        session.<Holding>holding("b", () -> lost -> told.add("b " + lost));

        session.end(true, "test");

        assertThat(told).containsExactly("b true");
        assertThatThrownBy(() -> session.<Holding>holding("c", () -> lost -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseWhatNoClientSends() {
        session.begin(seq(1, 0));

        assertThatThrownBy(() -> session.begin(seq(2, 0)))
                .as("before the answer")
                .hasMessageContaining("out of turn");
        assertThatThrownBy(() -> session.begin(seq(2, 1))).as("not the first").hasMessageContaining("out of turn");
        assertThatThrownBy(() -> session.begin(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.begin(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.acknowledge(seq(1, 0))).hasMessageContaining("not answered");
        assertThatThrownBy(() -> session.acknowledge(Long.MAX_VALUE)).hasMessageContaining("not answered");
        assertThat(session.begin(seq(1, RequestNumber.SLOTS - 1))).isTrue();
    }

    @Test
    void shouldTakeBackARequestThatDoesNotWaitYet() {
        session.begin(seq(1, 0));
        session.inTurn(() -> session.cancel(seq(1, 0)));
        assertThat(wire.sent).isEmpty();

        call(seq(1, 0)).await(watcher.line(null, true), Long.MAX_VALUE, call -> false, () -> {});

        assertThat(wire.sent).hasSize(1);
        assertThat(wire.sent.get(0).type()).isEqualTo(FrameType.FAILURE);
        assertThat(wire.sent.get(0).op()).isEqualTo(AnswerFlags.TAKEN_BACK);
    }

    @Test
    void shouldAnswerOnce() {
        session.begin(seq(1, 0));
        Call call = call(seq(1, 0));
        call.done(1);

        call.fail(new IllegalStateException("too late"));

        assertThat(wire.sent).hasSize(1);
        assertThatThrownBy(() -> call.done(2)).hasMessageContaining("answered twice");
    }

    @Test
    void shouldNotTakeTheFirstInLineForAnother() {
        Line line = watcher.line(null, true);
        List<Long> served = new ArrayList<>();
        int[] left = {0};
        for (int slot = 0; slot < 3; slot++) {
            session.begin(seq(1, slot));
            call(seq(1, slot)).await(line, Long.MAX_VALUE, call -> serve(call, left, served), () -> {});
        }

        for (int i = 0; i < 3; i++) {
            int waiting = 2 - i;
            session.inTurn(() -> left[0]++);
            line.retry();
            await().until(() -> line.length() == waiting);
        }

        assertThat(served).containsExactly(seq(1, 0), seq(1, 1), seq(1, 2));
        assertThat(line.length()).isZero();
    }

    private static boolean serve(Call call, int[] left, List<Long> served) {
        if (left[0] == 0) {
            return false;
        }
        left[0]--;
        served.add(call.seq());
        call.done(true);
        return true;
    }

    @Test
    void shouldNotRunMoreWorkThanFits() {
        Session other = new Session(3, 4, new AtomicLong(), workers, 0);
        List<Throwable> refused = new ArrayList<>();
        java.util.concurrent.CountDownLatch mayEnd = new java.util.concurrent.CountDownLatch(1);
        Frame large = new Frame(FrameType.REQUEST, 0, 3, seq(1, 0), 0, 0, large(8 << 20));

        for (int i = 0; i < 6; i++) {
            try {
                new Call(other, large).later(call -> mayEnd.await());
            } catch (IllegalStateException e) {
                refused.add(e);
            }
        }

        assertThat(refused).hasSize(3);
        assertThat(refused.get(0)).hasMessageContaining("too much to do").hasMessageContaining("Wait for answers");
        mayEnd.countDown();
    }

    private static io.parley.internal.memory.MessageBuffer large(int bytes) {
        var buffer = new io.parley.internal.memory.MessageBuffer(bytes);
        buffer.setLength(bytes);
        return buffer;
    }
}
