package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are written where they will be read, and read where they lie. */
@Timeout(60)
class InPlaceTest {
    /** More than one period of what goes Chronicle's way. */
    private static final int MANY = 100;

    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<byte[]> queue;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.bytes());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static void everything(int number, MessageWriter out) {
        out.writeByte(number);
        out.writeInt(number);
        out.writeLong(~number);
        out.writeDouble(number / 3.0);
        out.writeUtf8("größe " + "é".repeat(number * 3));
        out.writeBytes(new byte[] {9, 1, 2, 9}, 1, 2);
        out.writeBytes(ByteBuffer.wrap(new byte[] {9, 3, 4}, 1, 2));
        out.writeBytes(ByteBuffer.allocateDirect(300).putInt(0, number));
    }

    private static void readEverything(List<Integer> numbers, MessageReader in) {
        int number = in.readByte();
        assertThat(in.readInt()).isEqualTo(number);
        assertThat(in.readLong()).isEqualTo(~number);
        assertThat(in.readDouble()).isEqualTo(number / 3.0);
        assertThat(in.readUtf8()).isEqualTo("größe " + "é".repeat(number * 3));
        byte[] few = new byte[3];
        in.readBytes(few, 1, 2);
        assertThat(few).containsExactly(0, 1, 2);
        ByteBuffer heap = ByteBuffer.allocate(2);
        in.readBytes(heap);
        assertThat(heap.array()).containsExactly(3, 4);
        ByteBuffer direct = ByteBuffer.allocateDirect(300);
        in.readBytes(direct);
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(direct.getInt(0)).isEqualTo(number);
        assertThat(in.remaining()).isZero();
        numbers.add(number);
    }

    @Test
    void shouldReadInPlaceWhatWasWrittenInPlace() throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();

        for (int i = 0; i < MANY; i++) {
            queue.put(2_000, i, InPlaceTest::everything);
        }
        for (int i = 0; i < MANY; i++) {
            queue.takeWith(numbers, InPlaceTest::readEverything);
        }

        assertThat(numbers).hasSize(MANY).isSorted().doesNotHaveDuplicates();
        assertThat(queue.poll(numbers, InPlaceTest::readEverything)).isFalse();
        assertThat(queue.poll(numbers, InPlaceTest::readEverything, Duration.ofMillis(1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 5_000, 228_060, 228_061, 700_000})
    void shouldMixWithMessagesOfTheCodec(int bytes) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(bytes);
        int count = bytes > 100_000 ? 6 : MANY;
        byte[] message = new byte[bytes];
        random.nextBytes(message);

        for (int i = 0; i < count; i++) {
            if (random.nextBoolean()) {
                queue.put(message);
            } else {
                queue.put(bytes + 3, message, (source, out) -> out.writeBytes(source, 0, source.length));
            }
        }

        for (int i = 0; i < count; i++) {
            byte[] read = new byte[bytes];
            if (random.nextBoolean()) {
                read = queue.take();
            } else {
                queue.takeWith(read, (target, in) -> in.readBytes(target, 0, in.remaining()));
            }
            assertThat(read).isEqualTo(message);
        }
        assertThat(queue.size()).isZero();
        assertThat(queue.entries()).hasSize(count);
    }

    @Test
    void shouldAppendNothingWhenAnEncoderFails() throws InterruptedException {
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> queue.offer(64, "x", (source, out) -> {
                        out.writeLong(-1);
                        out.writeLong(-1);
                        throw new IllegalStateException("as told");
                    }))
                    .hasMessage("as told");
            assertThatThrownBy(() -> queue.offer(15, "x", (source, out) -> {
                        out.writeLong(-1);
                        out.writeLong(-1);
                    }))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("longer than announced")
                    .hasMessageContaining("15");
            assertThat(queue.offer(8, i, (source, out) -> out.writeLong(source)))
                    .isTrue();
        }

        assertThat(queue.appended()).isEqualTo(MANY);
        long[] read = new long[1];
        for (int i = 0; i < MANY; i++) {
            queue.takeWith(read, (target, in) -> target[0] = in.readLong());
            assertThat(read[0]).isEqualTo(i);
        }
    }

    @Test
    void shouldRefuseTheQueueToItsOwnEncoderAndHandler() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> queue.put(8, queue, (self, out) -> self.offer(new byte[1])))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("encoder uses the queue");
            assertThatThrownBy(() -> queue.put(8, queue, (self, out) -> self.close()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed by an encoder");
            queue.put(new byte[] {1});
            queue.put(new byte[] {2});
            assertThatThrownBy(() -> queue.takeWith(queue, (self, in) -> self.poll()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handler uses the handle");
            assertThat(queue.take()).containsExactly(2);
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldTakeTheMessageWhoseHandlerFails() throws InterruptedException {
        queue.put(new byte[] {1});
        queue.put(new byte[] {2});

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> queue.takeWith(queue, (self, in) -> in.readLong()))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("ends too early");
        }

        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldCloseReadersAndWritersWithTheirTime() throws InterruptedException {
        List<MessageReader> readers = new ArrayList<>();
        List<MessageWriter> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            queue.put(8, writers, (kept, out) -> {
                out.writeInt(1);
                kept.add(out);
            });
        }
        queue.takeWith(readers, List::add); // read by Chronicle, and copied
        readers.clear();

        queue.takeWith(readers, List::add);

        assertThatThrownBy(() -> readers.get(0).readByte()).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> writers.get(1).writeByte(1)).isInstanceOf(CodecException.class);
        queue.takeWith(readers, (kept, in) -> {
            queue.close();
            assertThatThrownBy(in::readInt).isInstanceOf(CodecException.class);
        });
    }

    @Test
    void shouldReadInPlaceWhatComesBack() throws InterruptedException {
        queue.put(new byte[] {7});
        queue.claim().nack();
        List<Byte> read = new ArrayList<>();

        try (SharedQueue<byte[]> other = parley.queue("orders", Codecs.bytes())) {
            other.takeWith(read, (target, in) -> target.add(in.readByte()));
        }

        assertThat(read).containsExactly((byte) 7);
        assertThat(queue.claimed()).isZero();
    }

    @Test
    void shouldKeepBoundsForTheLongestThatAMessageCanBecome() {
        try (SharedQueue<byte[]> bounded = parley.queue("small", Codecs.bytes(), o -> o.capacityBytes(100))) {
            assertThat(bounded.offer(90, 10, (length, out) -> out.writeBytes(new byte[length], 0, length)))
                    .isTrue();
            assertThat(bounded.offer(91, 10, (length, out) -> out.writeBytes(new byte[length], 0, length)))
                    .isFalse();
            assertThat(bounded.offer(90, 90, (length, out) -> out.writeBytes(new byte[length], 0, length)))
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveAJoinableQueuesMessageUndoneUntilToldOtherwise() throws InterruptedException {
        try (JoinableQueue<byte[]> work = parley.joinableQueue("work", Codecs.bytes())) {
            work.put(new byte[] {5});
            byte[] read = new byte[1];

            work.takeWith(read, (target, in) -> in.readBytes(target, 0, 1));

            assertThat(read).containsExactly(5);
            assertThat(work.unfinished()).isEqualTo(1);
            work.taskDone();
            assertThat(work.join(Duration.ZERO)).isTrue();
        }
    }
}
