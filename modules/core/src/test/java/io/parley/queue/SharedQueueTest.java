package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedQueueTest {
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

    private SharedQueue<String> queue() {
        return parley.queue("orders", Codecs.utf8());
    }

    private SharedQueue<String> bounded(long capacity) {
        return parley.queue("orders", Codecs.utf8(), o -> o.capacity(capacity));
    }

    @Test
    void shouldTakeInOrderOfPut() throws InterruptedException {
        SharedQueue<String> queue = queue();
        queue.put("a");
        queue.put("b");

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.poll()).isNull();
        assertThat(queue).isEmpty();
    }

    @Test
    void shouldRefuseNull() {
        assertThatThrownBy(() -> queue().put(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("closeForWriting");
    }

    @Test
    void shouldBoundByWhatWasNotTaken() throws InterruptedException {
        SharedQueue<String> queue = bounded(2);
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.offer("b")).isTrue();

        assertThat(queue.offer("c")).isFalse();
        assertThat(queue.remainingCapacity()).isZero();
        assertThatThrownBy(() -> queue.add("c")).isInstanceOf(IllegalStateException.class);

        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.offer("c")).isTrue();
        assertThat(List.copyOf(queue)).containsExactly("b", "c");
    }

    @Test
    void shouldNeverGiveUpEarly() throws InterruptedException {
        SharedQueue<String> queue = bounded(1);
        long before = System.nanoTime();
        assertThat(queue.poll(60, TimeUnit.MILLISECONDS)).isNull();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(60_000_000);

        queue.put("full");
        before = System.nanoTime();
        assertThat(queue.offer("more", 60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void shouldTreatNegativeTimeoutsAsZero() throws InterruptedException {
        SharedQueue<String> queue = bounded(1);
        assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
        assertThat(queue.offer("a", -1, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.offer("b", -1, TimeUnit.SECONDS)).isFalse();
        assertThat(queue.poll(-1, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void shouldWakeATakerAndAPutter() throws Exception {
        SharedQueue<String> queue = bounded(1);
        CompletableFuture<String> taker = CompletableFuture.supplyAsync(() -> uninterrupted(queue::take));
        queue.put("for the taker");
        assertThat(taker.get()).isEqualTo("for the taker");

        queue.put("full");
        CompletableFuture<String> putter = CompletableFuture.supplyAsync(() -> uninterrupted(() -> {
            queue.put("waited");
            return "done";
        }));
        assertThat(queue.take()).isEqualTo("full");
        assertThat(putter.get()).isEqualTo("done");
        assertThat(queue.take()).isEqualTo("waited");
    }

    private interface Blocking<T> {
        T call() throws InterruptedException;
    }

    private static <T> T uninterrupted(Blocking<T> call) {
        try {
            return call.call();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldEndTheStream() throws InterruptedException {
        SharedQueue<String> queue = queue();
        queue.put("last");
        queue.closeForWriting();

        assertThatThrownBy(() -> queue.put("late")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.offer("late")).isInstanceOf(QueueClosedException.class);
        assertThat(queue.isDrained()).isFalse();
        assertThat(queue.take()).isEqualTo("last");
        assertThat(queue.isDrained()).isTrue();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        assertThat(queue.poll(1, TimeUnit.MINUTES)).isNull();
    }

    @Test
    void shouldEndTheStreamForThoseWhoWait() {
        SharedQueue<String> queue = queue();
        CompletableFuture<String> taker = CompletableFuture.supplyAsync(() -> uninterrupted(queue::take));
        queue.closeForWriting();
        assertThatThrownBy(taker::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldEndAWaitOnInterruptionAndTakeNothing() throws InterruptedException {
        SharedQueue<String> queue = queue();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread taker = new Thread(() -> {
            try {
                queue.take();
            } catch (InterruptedException e) {
                ended.set(e);
            }
        });
        taker.start();
        taker.interrupt();
        taker.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        queue.put("still works");
        assertThat(queue.take()).isEqualTo("still works");
    }

    @Test
    void shouldAppendNothingWhenInterruptedBefore() {
        SharedQueue<String> queue = queue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(queue).isEmpty();
    }

    @Test
    void shouldKeepTheInterruptFlagOfCallsThatDoNotWait() {
        SharedQueue<String> queue = queue();
        Thread.currentThread().interrupt();
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldDeliverEachMessageOnceToCompetingHandles() throws Exception {
        int count = 20_000;
        // Not the common pool: with two cores it may have a single thread.
        ExecutorService threads = Executors.newCachedThreadPool();
        SharedQueue<Long> producer = parley.queue("numbers", Codecs.int64());
        ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> consumers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SharedQueue<Long> mine = parley.queue("numbers", Codecs.int64());
            consumers.add(CompletableFuture.runAsync(() -> drain(mine, taken), threads));
        }
        List<CompletableFuture<Void>> producers = IntStream.range(0, 2)
                .mapToObj(p -> CompletableFuture.runAsync(
                        () -> {
                            for (long i = p; i < count; i += 2) {
                                long number = i;
                                uninterrupted(() -> {
                                    producer.put(number);
                                    return null;
                                });
                            }
                        },
                        threads))
                .toList();
        CompletableFuture.allOf(producers.toArray(CompletableFuture[]::new)).get();
        producer.closeForWriting();
        threads.shutdown();
        CompletableFuture.allOf(consumers.toArray(CompletableFuture[]::new)).get();

        assertThat(taken).hasSize(count);
        assertThat(taken.stream().mapToLong(Long::longValue).sorted())
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }

    private static void drain(SharedQueue<Long> queue, ConcurrentLinkedQueue<Long> into) {
        for (Long message; (message = uninterrupted(() -> queue.poll(1, TimeUnit.MINUTES))) != null; ) {
            into.add(message);
        }
    }

    @Test
    void shouldCarryLargeMessages() throws InterruptedException {
        SharedQueue<byte[]> queue = parley.queue("large", Codecs.bytes());
        byte[] large = new byte[50_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        queue.put(new byte[0]);
        queue.put(large);
        queue.put(new byte[] {1});

        assertThat(queue.take()).isEmpty();
        assertThat(Arrays.equals(queue.take(), large)).isTrue();
        assertThat(queue.take()).containsExactly(1);
    }

    @Test
    void shouldDeliverTheMessageAsItWasWhenPut() throws InterruptedException {
        SharedQueue<byte[]> queue = parley.queue("bytes", Codecs.bytes());
        byte[] message = {1};
        queue.put(message);
        message[0] = 2;
        assertThat(queue.take()).containsExactly(1);
    }

    @Test
    void shouldSurviveClosingEverything() throws InterruptedException {
        queue().put("a");
        queue().put("b");
        assertThat(queue().take()).isEqualTo("a");
        parley.close();
        parley = Parley.open(directory.resolve("domain"));

        SharedQueue<String> queue = queue();
        assertThat(queue.size()).isEqualTo(1);
        queue.put("c");
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.take()).isEqualTo("c");
    }

    @Test
    void shouldPeekWithoutTaking() throws InterruptedException {
        SharedQueue<String> queue = queue();
        assertThat(queue.peek()).isNull();
        assertThatThrownBy(queue::element).isInstanceOf(NoSuchElementException.class);
        queue.put("a");
        queue.put("b");
        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.peek()).isEqualTo("b");
    }

    @Test
    void shouldDrainToACollection() throws InterruptedException {
        SharedQueue<String> queue = queue();
        for (String s : List.of("a", "b", "c")) {
            queue.put(s);
        }
        List<String> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
        assertThat(queue.drainTo(drained)).isEqualTo(1);
        assertThat(drained).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAnotherCodecOrCapacity() {
        bounded(5);
        assertThatThrownBy(() -> parley.queue("orders", Codecs.int64()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("codec")
                .hasMessageContaining("utf8");
        assertThatThrownBy(() -> bounded(6))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("capacity");
        assertThat(queue().remainingCapacity())
                .as("options left alone take what is there")
                .isEqualTo(5);
    }

    private static final Codec<String> FAILING = new Codec<>() {
        @Override
        public void encode(String message, MessageWriter out) {
            if (message.equals("unencodable")) {
                throw new IllegalArgumentException("no");
            }
            out.writeUtf8(message);
        }

        @Override
        public String decode(MessageReader in) {
            String text = in.readUtf8();
            if (text.equals("undecodable")) {
                throw new IllegalStateException("no");
            }
            return text;
        }

        @Override
        public String id() {
            return "failing";
        }
    };

    @Test
    void shouldGiveCodecErrorsToTheCaller() throws InterruptedException {
        SharedQueue<String> queue = parley.queue("failing", FAILING);
        assertThatThrownBy(() -> queue.put("unencodable")).isInstanceOf(IllegalArgumentException.class);
        assertThat(queue).isEmpty();

        queue.put("undecodable");
        queue.put("good");
        assertThatThrownBy(queue::take).isInstanceOf(CodecException.class).hasMessageContaining("index=0x");
        assertThat(queue.take()).isEqualTo("good");
    }

    @Test
    void shouldFailForEverybodyOnceDeleted() {
        SharedQueue<String> queue = queue();
        Path path = queue.path();
        CompletableFuture<String> taker = CompletableFuture.supplyAsync(() -> uninterrupted(queue::take));
        SharedQueue<String> deleter = queue();
        deleter.delete();

        assertThat(path).doesNotExist();
        assertThatThrownBy(taker::get).hasCauseInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(ObjectDeletedException.class);
        assertThat(queue()).as("a new queue of the same name").isEmpty();
    }

    @Test
    void shouldRefuseUseAfterClose() {
        SharedQueue<String> queue = queue();
        queue.close();
        queue.close();
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
        assertThat(queue.toString()).contains("closed");
    }

    @Test
    void shouldRecordResidenceTime() throws InterruptedException {
        SharedQueue<String> queue = parley.queue("timed", Codecs.utf8(), o -> o.latency(true));
        queue.put("a");
        queue.put("b");
        queue.take();
        queue.claim().ack();

        try (var latency = queue.latency().orElseThrow()) {
            assertThat(latency.totalCount()).isEqualTo(2);
        }
        assertThat(queue().latency()).isEmpty();
        assertThat(Files.exists(queue.path().resolve("latency.hist"))).isTrue();
    }
}
