package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.SharedLong;
import java.io.EOFException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handles on shared objects inside what is sent: they arrive live, and nobody has to name a class. */
@Timeout(60)
class HandlesOnTheWayTest extends BetweenTwoOpenings {
    record Leg(String book, int size) {}

    record Job(SharedLong count, List<SharedQueue<Leg>> queues, SharedLong[] more) implements Serializable {}

    /** A user's codec that can travel. */
    static final class LegCodec implements Codec<Leg>, Serializable {
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.parley.HandlesTest#everyType")
    void shouldArriveAsOneHandleOnTheSameObject(String type, Function<Parley, SharedObject> opener) {
        SharedObject handle = opener.apply(here);

        SharedObject arrived = sent(handle);

        assertThat((Object) arrived).isNotSameAs(handle).hasSameClassAs(handle);
        assertThat(arrived.path()).isEqualTo(handle.path());
        assertThat((Object) sent(handle)).isSameAs(arrived);
        there.close();
        assertThat(handle.isDeleted()).isFalse();
    }

    @Test
    void shouldArriveInRecordsListsAndArrays() {
        SharedLong count = here.longValue("count", 3);
        SharedQueue<Leg> legs = here.queue("legs", Codecs.record(Leg.class));

        Job job = sent(new Job(count, List.of(legs), new SharedLong[] {count, null}));
        job.count().incrementAndGet();
        job.queues().get(0).add(new Leg("x", 7));

        assertThat(count.get()).isEqualTo(4);
        assertThat(legs.poll()).isEqualTo(new Leg("x", 7));
        assertThat(job.more()).containsExactly(job.count(), null);
    }

    @Test
    void shouldArriveWithTheCodecsOfItsUser() {
        SharedMap<String, Leg> map = here.map("legs", Codecs.utf8(), new LegCodec());

        sent(map).put("a", new Leg("x", 1));

        assertThat(map.get("a")).isEqualTo(new Leg("x", 1));
        assertThat((Object) sent(map)).isSameAs(sent(map));
    }

    @Test
    void shouldArriveWithWhatItsSerialisedMessagesMayContain() {
        record Inner(int n) implements Serializable {}
        record Outer(Inner inner) implements Serializable {}
        SharedQueue<Outer> queue = here.queue("outer", Codecs.serializable(Outer.class, Inner.class));

        sent(queue).add(new Outer(new Inner(4)));

        assertThat(queue.poll()).isEqualTo(new Outer(new Inner(4)));
    }

    @Test
    void shouldArriveWithTheClassesOfItsAttributes() {
        SharedNamespace namespace = here.namespace("ns", Leg.class);

        sent(namespace).set("leg", new Leg("x", 1));

        assertThat(namespace.get("leg", Leg.class)).isEqualTo(new Leg("x", 1));
    }

    @Test
    void shouldRefuseAHandleWhoseCodecCannotTravel() {
        class Tied implements Codec<String> {
            @Override
            public void encode(String message, MessageWriter out) {
                out.writeUtf8(message);
            }

            @Override
            public String decode(MessageReader in) {
                return in.readUtf8();
            }

            @Override
            public String id() {
                return "tied";
            }
        }
        SharedQueue<String> queue = here.queue("tied", new Tied());

        assertThatThrownBy(() -> ObjectStreams.write(List.of(queue), here))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SharedQueue 'tied'")
                .hasMessageContaining("its codec 'tied'")
                .hasMessageContaining("Declare that class Serializable");
    }

    @Test
    void shouldHandOverTheEndOfAPipe() throws Exception {
        Pipe<Leg> pipe = here.pipe("pipe", Codecs.record(Leg.class));

        PipeConnection<Leg> arrived = sent(pipe.second());
        pipe.second().close();
        arrived.send(new Leg("x", 1));

        assertThat(pipe.first().receive()).isEqualTo(new Leg("x", 1));
        arrived.close();
        assertThatThrownBy(() -> pipe.first().receive()).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldRefuseAWholePipe() {
        Pipe<String> pipe = here.pipe("pipe", Codecs.utf8());

        assertThatThrownBy(() -> ObjectStreams.write(pipe, here))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Pipe 'pipe'")
                .hasMessageContaining("one of its ends");
    }

    @Test
    void shouldCarryTheLockInsideAValueAndAConditionOfALock() throws Exception {
        SharedLong count = here.longValue("count");
        SharedCondition condition = here.lock("lock").condition("filled");

        SharedLock inside = sent(count.lock());
        SharedCondition arrived = sent(condition);

        assertThat(inside.path()).isEqualTo(count.path());
        assertThat(arrived.path()).isEqualTo(condition.path());
        assertThat((Object) sent(count.lock())).isSameAs(inside);
        assertThat((Object) sent(condition)).isSameAs(arrived);
        inside.lock();
        assertThat(count.lock().isLocked()).isTrue();
        inside.unlock();
    }

    @Test
    void shouldOpenAnotherDomainOnceAndCloseItWithThisOne() {
        try (Parley other = Parley.open(directory.resolve("other"))) {
            SharedLong count = other.longValue("count");

            SharedLong arrived = sent(count);
            arrived.set(5);

            assertThat(count.get()).isEqualTo(5);
            assertThat((Object) sent(count)).isSameAs(arrived);
            assertThat(sent(Map.of("domain", other)).get("domain").directory()).isEqualTo(other.directory());
            there.close();
            assertThatThrownBy(arrived::get).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldRefuseADomainThatIsAnotherOneByNow() {
        Path place = directory.resolve("other");
        byte[] bytes;
        try (Parley other = Parley.open(place)) {
            bytes = ObjectStreams.write(other.longValue("count"), here);
            other.delete();
        }
        try (Parley other = Parley.open(place)) {
            assertThat(other.longValue("count").get()).isZero();

            assertThatThrownBy(() -> ObjectStreams.read(bytes, 0, bytes.length, there))
                    .isInstanceOf(ObjectDeletedException.class)
                    .hasMessageContaining(place.toString());
        }
    }

    @Test
    void shouldRefuseAClosedHandleAndADeletedObject() {
        SharedLong closed = here.longValue("closed");
        closed.close();
        SharedLong deleted = here.longValue("deleted");
        byte[] bytes = ObjectStreams.write(deleted, here);
        deleted.delete();

        assertThatThrownBy(() -> ObjectStreams.write(closed, here))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("handle is closed");
        assertThatThrownBy(() -> ObjectStreams.write(deleted, here)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectStreams.read(bytes, 0, bytes.length, there))
                .isInstanceOf(ObjectDeletedException.class);
    }
}
