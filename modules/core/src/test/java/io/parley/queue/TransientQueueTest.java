package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TransientQueueTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private TransientQueue<String> queue() {
        return parley.transientQueue("ticks", Codecs.utf8(), o -> o.capacityBytes(1_024));
    }

    private TransientQueue<String> queue(boolean one) {
        return parley.transientQueue(
                "ticks",
                Codecs.utf8(),
                o -> o.capacityBytes(1_024).oneProducer(one).oneConsumer(one));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeInOrderOfPut(boolean one) throws InterruptedException {
        TransientQueue<String> queue = queue(one);
        queue.put("a");
        assertThat(queue.offer("b")).isTrue();
        assertThat(queue.offer("", 1, TimeUnit.SECONDS)).isTrue();
        queue.putAll(List.of("d", "e"));

        assertThat(queue.size()).isEqualTo(5);
        assertThat(queue).containsExactly("a", "b", "", "d", "e");
        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEmpty();
        assertThat(queue.takeBatch(10)).containsExactly("d", "e");
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue).isEmpty();
        assertThat(queue.usedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRefuseWhenFullAndTakeMoreWhenThereIsRoom(boolean one) throws InterruptedException {
        TransientQueue<String> queue = queue(one);
        int put = 0;
        while (queue.offer("1234")) {
            put++;
        }

        assertThat(put).isEqualTo(63);
        assertThat(queue.remainingCapacity()).isEqualTo(2);
        assertThat(queue.offer("1234", 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(() -> queue.add("1234"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Queue full");
        assertThat(queue.size()).isEqualTo(63);
        queue.take();
        assertThat(queue.offer("1234")).isTrue();
        assertThat(queue.drainTo(new ArrayList<>(), 3)).isEqualTo(3);
        assertThat(queue.size()).isEqualTo(60);
    }

    @Test
    void shouldRefuseWhatNeverFits() {
        TransientQueue<String> queue = queue();
        String tooLong = "x".repeat(queue.maxMessageBytes());

        assertThat(queue.maxMessageBytes()).isEqualTo(504);
        assertThatThrownBy(() -> queue.put(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bytes=508", "longest=504", "capacity=1024");
        assertThatThrownBy(() -> queue.offer(505, "x", (text, out) -> out.writeByte(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.put(null)).hasMessageContaining("closeForWriting");
        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndTheStream(boolean one) throws InterruptedException {
        TransientQueue<String> queue = queue(one);
        queue.put("last");
        assertThat(queue.isReady()).isTrue();

        queue.closeForWriting();
        queue.closeForWriting();

        assertThat(queue.isClosedForWriting()).isTrue();
        assertThat(queue.isDrained()).isFalse();
        assertThatThrownBy(() -> queue.put("x")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.offer("x")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.offer(8, "x", (text, out) -> out.writeByte(0)))
                .isInstanceOf(QueueClosedException.class);
        assertThat(queue.take()).isEqualTo("last");
        assertThat(queue.isDrained()).isTrue();
        assertThat(queue.isReady()).isTrue();
        assertThat(queue.poll(1, TimeUnit.HOURS)).isNull();
        assertThat(queue.takeBatch(5)).isEmpty();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class).hasMessageContaining("drained");
        assertThatThrownBy(() -> queue.takeWith("", (target, message) -> {})).isInstanceOf(QueueClosedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWriteAndReadInPlace(boolean one) throws InterruptedException {
        TransientQueue<String> queue = queue(one);
        List<Object> read = new ArrayList<>();

        assertThat(queue.offer(100, 7L, (number, out) -> {
                    out.writeLong(number);
                    out.writeUtf8("äöü");
                    out.writeInt(3);
                    out.writeDouble(0.5);
                    out.writeByte(1);
                    out.writeBytes(new byte[] {1, 2, 3}, 1, 2);
                    out.writeBytes(java.nio.ByteBuffer.wrap(new byte[] {9}));
                }))
                .isTrue();
        queue.put(8, "x", (text, out) -> out.writeUtf8(text));

        assertThat(queue.poll(read, (list, in) -> {
                    list.add(in.readLong());
                    list.add(in.readUtf8());
                    list.add(in.readInt());
                    list.add(in.readDouble());
                    list.add(in.readByte());
                    byte[] two = new byte[2];
                    in.readBytes(two, 0, 2);
                    list.add(two[1]);
                    java.nio.ByteBuffer rest = java.nio.ByteBuffer.allocate(in.remaining());
                    in.readBytes(rest);
                    list.add(rest.get(0));
                }))
                .isTrue();
        queue.takeWith(read, (list, in) -> list.add(in.readUtf8()));
        assertThat(queue.poll(read, (list, in) -> list.add("?"))).isFalse();
        assertThat(read).containsExactly(7L, "äöü", 3, 0.5, (byte) 1, (byte) 3, (byte) 9, "x");
        assertThat(queue.usedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLeaveNothingOfWhatAnEncoderDidNotFinish(boolean one) {
        TransientQueue<String> queue = queue(one);

        assertThatThrownBy(() -> queue.offer(8, "x", (text, out) -> {
                    out.writeLong(-1);
                    out.writeByte(1);
                }))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("longer than announced");
        queue.offer("next");

        assertThat(queue).containsExactly("next");
        assertThat(queue.poll()).isEqualTo("next");
        assertThat(queue.usedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountAMessageAsTakenWhoseHandlerThrows(boolean one) {
        TransientQueue<String> queue = queue(one);
        queue.offer("bad");
        queue.offer("good");

        assertThatThrownBy(() -> queue.poll("", (target, in) -> {
                    throw new IllegalArgumentException("handler");
                }))
                .hasMessage("handler");
        assertThatThrownBy(() -> queue.poll("", (target, in) -> in.readBytes(new byte[100], 0, 100)))
                .isInstanceOf(CodecException.class);

        assertThat(queue).isEmpty();
    }

    @Test
    void shouldRefuseAHandlerThatTakesFromTheHandleItReads() {
        TransientQueue<String> queue = queue(true);
        queue.offer("a");
        queue.offer("b");

        assertThatThrownBy(() -> queue.poll(queue, (target, in) -> target.poll()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handler");

        assertThat(queue.poll()).isEqualTo("b");
    }

    @Test
    void shouldLetAHandlerForwardToAnotherQueue() {
        TransientQueue<String> in = queue();
        TransientQueue<String> out = parley.transientQueue("out", Codecs.utf8());
        in.offer("a");
        in.offer("b");

        in.poll(out, (target, message) -> {
            target.offer("got:");
            in.poll(target, (inner, next) -> inner.offer(next.readUtf8()));
            target.offer(message.readUtf8());
        });

        assertThat(out).containsExactly("got:", "b", "a");
    }

    @Test
    void shouldRefuseAnotherCodecAndOtherOptions() {
        queue();

        assertThatThrownBy(() -> parley.transientQueue("ticks", Codecs.bytes()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("codec");
        assertThatThrownBy(() -> parley.transientQueue("ticks", Codecs.utf8(), o -> o.capacityBytes(5_000)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContainingAll("capacityBytes", "found=1024", "expected=8192");
        assertThatThrownBy(() -> parley.transientQueue("ticks", Codecs.utf8(), o -> o.oneProducer(true)))
                .isInstanceOf(ObjectMismatchException.class);
        assertThat(parley.transientQueue("ticks", Codecs.utf8()).capacityBytes())
                .isEqualTo(1_024);
    }

    @Test
    void shouldRoundItsCapacityUp() {
        assertThat(TransientOptions.defaults().capacityBytes(1))
                .isEqualTo(TransientOptions.defaults().capacityBytes(1_024));
        assertThat(TransientOptions.defaults().capacityBytes(1_025))
                .hasToString("TransientOptions(capacityBytes=2048, oneProducer=-1, oneConsumer=-1)");
        assertThat(TransientOptions.defaults().capacityBytes(1 << 28))
                .hasToString("TransientOptions(capacityBytes=268435456, oneProducer=-1, oneConsumer=-1)");
        assertThatThrownBy(() -> TransientOptions.defaults().capacityBytes(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransientOptions.defaults().capacityBytes((1 << 28) + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(parley.transientQueue("big", Codecs.utf8()).capacityBytes()).isEqualTo(1 << 20);
    }

    @Test
    void shouldSurviveReopening() {
        IntStream.range(0, 10).forEach(i -> queue().offer("m" + i));
        parley.close();
        open();

        assertThat(queue().drainTo(new ArrayList<>())).isEqualTo(10);
        assertThat(queue().offer("x")).isTrue();
    }

    @Test
    void shouldBeGoneWhenDeleted() {
        TransientQueue<String> queue = queue();
        TransientQueue<String> other = queue();
        queue.offer("x");

        queue.delete();

        assertThat(Files.exists(queue.path())).isFalse();
        assertThat(other.isDeleted()).isTrue();
        assertThat(other.poll()).as("what was there").isEqualTo("x");
        assertThatThrownBy(other::poll).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> other.offer("y")).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(other::take).isInstanceOf(ObjectDeletedException.class);
        assertThat(queue()).isEmpty();
    }

    @Test
    void shouldRefuseAClosedHandle() {
        TransientQueue<String> queue = queue();
        queue.close();
        queue.close();

        assertThatThrownBy(() -> queue.offer("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::size).isInstanceOf(IllegalStateException.class);
        assertThat(queue.toString()).contains("handle closed");
        assertThat(queue.name()).isEqualTo("ticks");
    }

    @Test
    void shouldGiveUpWaitingNotBeforeTheTime() throws InterruptedException {
        TransientQueue<String> queue = queue();
        long startNs = System.nanoTime();

        assertThat(queue.poll(30, TimeUnit.MILLISECONDS)).isNull();
        assertThat(queue.takeBatch(3, Duration.ofMillis(30))).isEmpty();

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(60_000_000L);
        assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
    }
}
