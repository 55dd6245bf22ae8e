package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import io.parley.value.MaxBytes;
import io.parley.value.SharedLong;
import io.parley.value.SharedStruct;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is given to processes and comes back from them, with real ones. */
@Timeout(120)
class TravelIT {
    private record Leg(@MaxBytes(8) String book, int size) {}

    private static final class LegCodec implements Codec<Leg>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public void encode(Leg message, MessageWriter out) {
            out.writeUtf8(message.book());
            out.writeInt(message.size());
        }

        @Override
        public Leg decode(MessageReader in) {
            return new Leg(in.readUtf8(), in.readInt());
        }

        @Override
        public String id() {
            return "leg";
        }
    }

    private record Everything(
            SharedLong count,
            SharedLock inside,
            SharedStruct<Leg> best,
            SharedMap<String, Leg> legs,
            List<SharedQueue<Leg>> queues,
            PipeConnection<String> end,
            SharedLong elsewhere)
            implements Serializable {}

    /** A process of its own class: its fields travel. */
    private static final class Worker extends ParleyProcess {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // handles travel as where they lie
        private final Everything given;

        Worker(Parley parley, Everything given) {
            super(parley);
            this.given = given;
        }

        @Override
        public void run() throws Exception {
            given.inside().lock();
            given.count().set(given.count().get() + 1);
            given.inside().unlock();
            given.best().write(new Leg("best", 1));
            given.legs().put("a", new Leg("map", 2));
            given.queues().get(0).add(new Leg("queue", 3));
            given.elsewhere().set(parley().longValue("count").get());
            given.end().send("done by " + name());
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int number;

        Refused(int number) {
            super("order " + number);
            this.number = number;
        }
    }

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldGiveAProcessHandlesOnTheSameObjects() throws Exception {
        try (Parley other = Parley.open(directory.resolve("other"))) {
            SharedLong count = parley.longValue("count", 4);
            SharedStruct<Leg> best = parley.struct("best", Leg.class);
            SharedMap<String, Leg> legs = parley.map("legs", Codecs.utf8(), Codecs.record(Leg.class));
            SharedQueue<Leg> queue = parley.queue("queue", new LegCodec());
            Pipe<String> pipe = parley.pipe("pipe", Codecs.utf8());
            SharedLong elsewhere = other.longValue("elsewhere");
            Worker worker = new Worker(
                    parley, new Everything(count, count.lock(), best, legs, List.of(queue), pipe.second(), elsewhere));

            worker.start();

            assertThat(pipe.first().receive()).isEqualTo("done by " + worker.name());
            worker.join();
            assertThat(worker.exitStatus().orElseThrow().isSuccess()).isTrue();
            assertThat(count.get()).isEqualTo(5);
            assertThat(best.read()).isEqualTo(new Leg("best", 1));
            assertThat(legs.get("a")).isEqualTo(new Leg("map", 2));
            assertThat(queue.poll()).isEqualTo(new Leg("queue", 3));
            assertThat(elsewhere.get()).isEqualTo(5);
        }
    }

    @Test
    void shouldBringBackWhatTasksThrowAndKeepTheWorker() throws Exception {
        try (ProcessPool pool = parley.pool(1)) {
            SerializableCallable<Long> pid = () -> ProcessHandle.current().pid();
            long worker = pool.call(pid);

            Throwable thrown = causeOf(pool, () -> {
                throw new Refused(7);
            });
            Throwable unsendable = causeOf(pool, () -> new ReentrantLock());

            assertThat(thrown).isExactlyInstanceOf(Refused.class).hasMessage("order 7");
            assertThat(((Refused) thrown).number).isEqualTo(7);
            StackTraceElement[] frames = thrown.getStackTrace();
            assertThat(frames[0].getClassName()).isEqualTo(TravelIT.class.getName());
            assertThat(frames[frames.length - 1].toString())
                    .startsWith("parley.process(")
                    .endsWith("pid " + worker + ")");
            assertThat(unsendable)
                    .hasMessageContaining("java.util.concurrent.locks.ReentrantLock")
                    .hasCauseInstanceOf(NotSerializableException.class);
            assertThat(pool.call(pid)).isEqualTo(worker);
        }
    }

    private static Throwable causeOf(ProcessPool pool, SerializableCallable<Object> task) {
        Throwable failure = catchThrowable(() -> pool.call(task));
        assertThat(failure).isInstanceOf(ExecutionException.class);
        return failure.getCause();
    }

    @Test
    void shouldRefuseAtTheCallWhatCannotTravelAndStartNothing() {
        ReentrantLock lock = new ReentrantLock();
        Set<ProcessHandle> before =
                Set.copyOf(ProcessHandle.current().children().toList());

        assertThatThrownBy(() -> parley.process(lock::lock).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a java.util.concurrent.locks.ReentrantLock")
                .hasMessageContaining("parley.lock");

        assertThat(ProcessHandle.current().children().toList()).isSubsetOf(before);
    }
}
