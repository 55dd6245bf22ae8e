package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.SubscriberInUseException;
import io.parley.WaitSet;
import io.parley.Waitable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SubscriberTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<Long> queue;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("numbers", Codecs.int64());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private void put(long from, long to) throws InterruptedException {
        for (long i = from; i < to; i++) {
            queue.put(i);
        }
    }

    private Subscriber<Long> fromStart(String name) {
        return queue.subscriber(name, o -> o.from(Position.start()));
    }

    private static List<Long> readAll(Subscriber<Long> subscriber) {
        List<Long> all = new ArrayList<>();
        for (Long each = subscriber.poll(); each != null; each = subscriber.poll()) {
            all.add(each);
        }
        return all;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void shouldSeeEverythingBesideConsumersAndOtherSubscribers() throws InterruptedException {
        put(0, 50);
        Subscriber<Long> first = fromStart("first");
        Subscriber<Long> second = queue.subscriber("second");
        for (int i = 0; i < 50; i++) {
            assertThat(queue.take()).isEqualTo(i);
        }
        put(50, 100);

        assertThat(readAll(first)).isEqualTo(numbers(0, 100));
        assertThat(readAll(second)).isEqualTo(numbers(50, 100));
        assertThat(queue.size()).isEqualTo(50);
    }

    @Test
    void shouldCommitWithTheNextCallAndGoOnThere() throws InterruptedException {
        put(0, 10);
        try (Subscriber<Long> subscriber = fromStart("audit")) {
            assertThat(subscriber.take()).isZero();
            assertThat(subscriber.take()).isEqualTo(1);
            assertThat(subscriber.next()).isEqualTo(2);
            assertThat(subscriber.committed()).isEqualTo(1);
        }
        try (Subscriber<Long> subscriber = fromStart("audit")) {
            assertThat(subscriber.take()).as("returned and not committed").isEqualTo(1);
            subscriber.commit();
        }
        try (Subscriber<Long> subscriber = fromStart("audit")) {
            assertThat(readAll(subscriber)).isEqualTo(numbers(2, 10));
            assertThat(subscriber.committed()).isEqualTo(10);
        }
    }

    @Test
    void shouldCommitByHandOnlyIfAsked() throws InterruptedException {
        put(0, 10);
        try (Subscriber<Long> subscriber =
                queue.subscriber("audit", o -> o.from(Position.start()).committingByHand())) {
            readAll(subscriber);
            assertThat(subscriber.committed()).isZero();
        }
        try (Subscriber<Long> subscriber = queue.subscriber("audit", SubscriberOptions::committingByHand)) {
            assertThat(subscriber.takeBatch(4)).extracting(QueueEntry::sequence).containsExactly(0L, 1L, 2L, 3L);
            subscriber.commit();
            assertThat(subscriber.takeBatch(100)).hasSize(6);
        }
        try (Subscriber<Long> subscriber = queue.subscriber("audit")) {
            assertThat(subscriber.poll()).isEqualTo(4);
        }
    }

    @Test
    void shouldBeginWhereItIsTold() throws InterruptedException {
        put(0, 5_000);
        List<QueueEntry<Long>> all = new ArrayList<>();
        queue.entries().forEach(all::add);
        QueueEntry<Long> middle = all.get(3_210);

        assertThat(first(Position.sequence(17))).isEqualTo(17L);
        assertThat(first(Position.sequence(5_000))).isNull();
        assertThat(first(Position.index(middle.index()))).isEqualTo(3_210L);
        assertThat(first(Position.time(middle.timestamp()))).isBetween(3_000L, 3_210L);
        assertThat(first(Position.time(Instant.EPOCH))).isZero();
        assertThat(first(Position.time(Instant.now().plusSeconds(60)))).isNull();
        assertThat(first(Position.end())).isNull();
        assertThatThrownBy(() -> first(Position.sequence(5_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed=0..5000");
        assertThatThrownBy(() -> first(Position.index(12_345_678_901_234L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no message at index");
        assertThat(queue.subscribers()).isEmpty();
    }

    private Long first(Position position) {
        Subscriber<Long> subscriber = queue.subscriber("tried", o -> o.from(position));
        Long message = subscriber.poll();
        subscriber.delete();
        return message;
    }

    @Test
    void shouldSeekInBothDirections() throws InterruptedException {
        put(0, 3_000);
        Subscriber<Long> subscriber = fromStart("audit");
        readAll(subscriber);

        subscriber.seek(Position.sequence(100));
        assertThat(subscriber.committed()).isEqualTo(100);
        assertThat(subscriber.poll()).isEqualTo(100);
        subscriber.seek(Position.end());
        assertThat(subscriber.poll()).isNull();
        subscriber.seek(Position.start());
        assertThat(readAll(subscriber)).hasSize(3_000);
    }

    @Test
    void shouldTellItsLag() throws InterruptedException {
        Subscriber<Long> subscriber = fromStart("audit");
        assertThat(subscriber.lag()).isEqualTo(new Lag(0, 0, Duration.ZERO));
        put(0, 10);

        assertThat(subscriber.lag().messages()).isEqualTo(10);
        assertThat(subscriber.lag().bytes()).isEqualTo(80);
        assertThat(subscriber.lag().time()).isPositive();
        subscriber.takeBatch(7);
        subscriber.commit();
        assertThat(subscriber.lag().messages()).isEqualTo(3);
        assertThat(subscriber.lag().bytes()).isEqualTo(24);
    }

    @Test
    void shouldBeListedAttachedOrNot() throws InterruptedException {
        put(0, 10);
        fromStart("b").close();
        fromStart("a").takeBatch(3);

        List<SubscriberInfo> listed = queue.subscribers();
        assertThat(listed).extracting(SubscriberInfo::name).containsExactly("a", "b");
        assertThat(listed).extracting(SubscriberInfo::sequence).containsExactly(0L, 0L);
        assertThat(listed).extracting(SubscriberInfo::alive).containsExactly(true, false);
        assertThat(listed.get(0).pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(listed.get(0).index()).isNotZero();
        assertThat(listed.get(1).pid()).isZero();
    }

    @Test
    void shouldLetOneHandleReadAtATime() {
        Subscriber<Long> subscriber = fromStart("audit");
        assertThatThrownBy(() -> fromStart("audit"))
                .isInstanceOf(SubscriberInUseException.class)
                .hasMessageContaining("this process");
        subscriber.close();
        subscriber.close();
        fromStart("audit").close();
    }

    @Test
    void shouldEndWithTheStream() throws InterruptedException {
        put(0, 2);
        Subscriber<Long> subscriber = fromStart("audit");
        queue.closeForWriting();

        assertThat(subscriber.isDrained()).isFalse();
        assertThat(readAll(subscriber)).containsExactly(0L, 1L);
        assertThat(subscriber.isDrained()).isTrue();
        assertThat(subscriber.isReady()).isTrue();
        assertThatThrownBy(subscriber::take).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> subscriber.takeBatch(3)).isInstanceOf(QueueClosedException.class);
        assertThat(subscriber.poll(Duration.ofSeconds(5))).isNull();
    }

    @Test
    void shouldWakeEverySubscriberAndOneConsumer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        Subscriber<Long> a = fromStart("a");
        Subscriber<Long> b = fromStart("b");
        List<Future<Long>> waiting =
                List.of(threads.submit(a::take), threads.submit(b::take), threads.submit(() -> queue.take()));
        await().until(() -> parley.diagnose().waiting().size() == 3);

        queue.put(7L);

        for (Future<Long> each : waiting) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(7);
        }
        threads.shutdown();
    }

    @Test
    void shouldBeWaitedForTogetherWithOthers() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Subscriber<Long> first = fromStart("a");
        Subscriber<Long> second = fromStart("b");
        Future<List<Waitable>> waiting = threads.submit(() -> WaitSet.await(List.of(first, second)));
        assertThat(first.isReady()).isFalse();

        queue.put(7L);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotEmpty().isSubsetOf(first, second);
        assertThat(first.isReady()).isTrue();
        threads.shutdown();
    }

    @Test
    void shouldNotGiveUpEarly() throws InterruptedException {
        Subscriber<Long> subscriber = fromStart("audit");
        long begun = System.nanoTime();
        assertThat(subscriber.poll(Duration.ofMillis(60))).isNull();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void shouldFailWhenRemovedOrClosed() throws InterruptedException {
        put(0, 1);
        Subscriber<Long> subscriber = fromStart("audit");
        assertThat(queue.removeSubscriber("audit")).isTrue();
        assertThat(queue.removeSubscriber("audit")).isFalse();
        assertThatThrownBy(subscriber::poll)
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("removed");
        Subscriber<Long> again = fromStart("audit");
        assertThat(again.poll()).isZero();
        queue.close();
        assertThatThrownBy(again::poll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldGoOnBehindAMessageThatCannotBeDecoded() throws InterruptedException {
        SharedQueue<String> texts = parley.queue("texts", new Brittle());
        texts.put("a");
        texts.put(Brittle.POISON);
        texts.put("c");
        Subscriber<String> subscriber = texts.subscriber("audit", o -> o.from(Position.start()));

        assertThat(subscriber.takeBatch(10)).extracting(QueueEntry::message).containsExactly("a");
        assertThatThrownBy(subscriber::poll).isInstanceOf(CodecException.class);
        assertThat(subscriber.poll()).isEqualTo("c");
    }

    @Test
    void shouldReadLargeMessages() throws InterruptedException {
        SharedQueue<byte[]> large = parley.queue("large", Codecs.bytes());
        Subscriber<byte[]> subscriber = large.subscriber("audit");
        large.put(new byte[900_000]);
        large.put(new byte[10]);

        assertThat(subscriber.take()).hasSize(900_000);
        assertThat(subscriber.take()).hasSize(10);
    }
}
