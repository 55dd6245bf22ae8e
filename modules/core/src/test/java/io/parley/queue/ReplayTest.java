package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.os.Clock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayTest {
    @TempDir
    Path directory;

    private final AtomicLong nowNs = new AtomicLong(7_000);
    private final Clock fake = new Clock() {
        @Override
        public long epochNs() {
            return nowNs.get();
        }

        @Override
        public long monotonicNs() {
            return nowNs.get();
        }
    };
    private Parley parley;
    private SharedQueue<Long> queue;
    private List<QueueEntry<Long>> all;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("numbers", Codecs.int64());
        for (long i = 0; i < 500; i++) {
            queue.put(i);
        }
        all = new ArrayList<>();
        queue.entries().forEach(all::add);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static <E> List<QueueEntry<E>> run(Replay<E> replay) throws InterruptedException {
        List<QueueEntry<E>> seen = new ArrayList<>();
        assertThat(replay.run((entry, clock) -> seen.add(entry))).isEqualTo(seen.size());
        return seen;
    }

    private ReplaySession<Long> session(Replay<Long> replay, List<QueueEntry<Long>> seen, List<Long> times) {
        return replay.open(
                (entry, clock) -> {
                    seen.add(entry);
                    times.add(nowNs.get());
                    assertThat(clock.nowNs()).isEqualTo(entry.timestampNs());
                },
                fake,
                (changed, ns) -> nowNs.addAndGet(ns));
    }

    @Test
    void shouldReplayAnyRangeAndConsumeNothing() throws InterruptedException {
        queue.take();
        QueueEntry<Long> from = all.get(100);
        QueueEntry<Long> to = all.get(200);
        List<QueueEntry<Long>> range = all.subList(100, 200);

        assertThat(run(queue.replay())).isEqualTo(all);
        assertThat(run(queue.replay().fromIndex(from.index()).toIndex(to.index())))
                .isEqualTo(range);
        assertThat(run(queue.replay().fromSequence(100).toSequence(200))).isEqualTo(range);
        assertThat(run(queue.replay().fromTime(from.timestamp()).toTime(to.timestamp())))
                .isEqualTo(range);
        assertThat(run(queue.replay().fromTime(Instant.EPOCH).toEnd())).isEqualTo(all);
        assertThat(run(queue.replay().fromNow())).isEmpty();
        assertThat(run(queue.replay().fromTime(to.timestamp().plusSeconds(3_600))))
                .isEmpty();
        assertThat(run(queue.replay().fromSequence(250).fromStart().toSequence(3)))
                .hasSize(3);
        assertThat(queue.size()).isEqualTo(499);
        assertThat(queue.peek()).isEqualTo(1);
    }

    @Test
    void shouldReplayTheSameByReadingTheFiles() throws InterruptedException {
        QueueEntry<Long> from = all.get(100);

        assertThat(run(queue.replay().verify())).isEqualTo(all);
        assertThat(run(queue.replay().verify().fromIndex(from.index()))).isEqualTo(all.subList(100, 500));
        assertThat(run(queue.replay().verify().fromTime(from.timestamp()))).isEqualTo(all.subList(100, 500));
        assertThat(run(queue.replay().verify().fromNow())).isEmpty();
    }

    @Test
    void shouldFilterAndMap() throws InterruptedException {
        assertThat(run(queue.replay()
                        .filter(entry -> entry.message() % 2 == 0)
                        .filter(entry -> entry.message() % 3 == 0)
                        .toSequence(20)
                        .map(number -> "n" + number)
                        .filter(entry -> !entry.message().equals("n6"))))
                .extracting(QueueEntry::message)
                .containsExactly("n0", "n12", "n18");
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThatThrownBy(() -> run(queue.replay().fromIndex(12_345_678_901_234L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no message at index");
        assertThatThrownBy(() -> queue.replay().speed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.replay().speed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Replay.merge()).isInstanceOf(IllegalArgumentException.class);
        ReplaySession<Long> merged = Replay.<Long>merge(queue.replay()).open((entry, clock) -> {});
        merged.seekIndex(5);
        assertThatThrownBy(merged::step)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Go by time");
        merged.close();
    }

    @Test
    void shouldKeepTheOriginalPaceTimesAFactor() throws InterruptedException {
        for (double speed : new double[] {1, 0.25, 1_000}) {
            List<QueueEntry<Long>> seen = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            try (ReplaySession<Long> session = session(queue.replay().speed(speed), seen, times)) {
                assertThat(session.run()).isEqualTo(500);
            }

            assertThat(seen).isEqualTo(all);
            for (int i = 0; i < 500; i++) {
                long due =
                        (long) Math.ceil((all.get(i).timestampNs() - all.get(0).timestampNs()) / speed);
                assertThat(times.get(i) - times.get(0))
                        .as("entry %d at speed %f", i, speed)
                        .isEqualTo(due);
            }
        }
    }

    @Test
    void shouldRunTheClockBetweenMessages() {
        List<Long> readings = new ArrayList<>();
        AtomicReference<ReplaySession<Long>> session = new AtomicReference<>();
        session.set(queue.replay()
                .speed(2)
                .toSequence(50)
                .open((entry, clock) -> readings.add(clock.nowNs()), fake, (changed, ns) -> {
                    long before = session.get().clock().nowNs();
                    nowNs.addAndGet((ns + 1) / 2);
                    // Not beyond the next message, which may be one ns nearer.
                    assertThat(session.get().clock().nowNs()).isBetween(before + ns - 1, before + ns + 1);
                    readings.add(session.get().clock().nowNs());
                }));

        assertThat(session.get().clock().nowNs()).isEqualTo(Long.MIN_VALUE);
        assertThat(session.get().toString()).contains("not started");
        assertThat(catching(session.get())).isEqualTo(50);
        assertThat(readings).isSorted().hasSizeGreaterThan(100);
        assertThat(session.get().clock().now()).isEqualTo(all.get(49).timestamp());
        session.get().close();
    }

    private static long catching(ReplaySession<Long> session) {
        try {
            return session.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldStepSeekAndRewind() throws InterruptedException {
        List<QueueEntry<Long>> seen = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (ReplaySession<Long> session = session(queue.replay().fromSequence(490), seen, times)) {
            session.pause();
            assertThat(session.isPaused()).isTrue();
            assertThat(session.step()).isTrue();
            session.seekSequence(3);
            assertThat(session.step()).isTrue();
            session.seekIndex(all.get(77).index());
            assertThat(session.step()).isTrue();
            session.seekTime(all.get(5).timestamp());
            assertThat(session.step()).isTrue();
            assertThat(session.clock().nowNs()).isEqualTo(all.get(5).timestampNs());
            session.rewind();
            session.resume();
            assertThat(session.run()).isEqualTo(14);
            assertThat(session.step()).isFalse();
        }
        assertThat(seen).extracting(QueueEntry::sequence).startsWith(490L, 3L, 77L, 5L, 490L, 491L);
        assertThat(times).as("steps do not wait").containsOnly(7_000L);
    }

    @Test
    void shouldBePausedAndMovedFromAnotherThread() throws Exception {
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ReplaySession<Long> session = queue.replay().live().open((entry, clock) -> seen.add(entry.message()))) {
            Future<Long> running = executor.submit(session::run);
            await().until(() -> seen.size() == 500);
            session.pause();
            session.seekSequence(498);
            queue.put(500L);
            assertThat(seen).hasSize(500);
            session.resume();
            await().until(() -> seen.size() == 503);
            queue.put(501L);
            queue.closeForWriting();
            assertThat(running.get()).isEqualTo(504);
            assertThat(seen.subList(500, 504)).containsExactly(498L, 499L, 500L, 501L);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldAdvanceOneByOneForAnotherThread() throws Exception {
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        ExecutorService executor = Executors.newSingleThreadExecutor();
        // The second entry's time is far off: who advances does not wait for it.
        Replay<Long> slow = queue.replay().fromSequence(498).speed(1e-9);
        try (ReplaySession<Long> session = slow.open((entry, clock) -> seen.add(entry.message()))) {
            session.pause();
            Future<Long> running = executor.submit(session::run);
            session.advance();
            await().until(() -> seen.size() == 1);
            session.advance();
            await().until(() -> seen.size() == 2);
            assertThat(session.isPaused()).isTrue();
            session.advance();

            assertThat(running.get()).as("nothing is left").isEqualTo(2);
            assertThat(seen).containsExactly(498L, 499L);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldEndWhenClosedOrInterrupted() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            ReplaySession<Long> session = queue.replay().fromNow().live().open((entry, clock) -> {});
            Future<Long> running = executor.submit(session::run);
            session.close();
            assertThat(running.get()).isZero();
            assertThat(session.step()).isFalse();

            Thread.currentThread().interrupt();
            ReplaySession<Long> interrupted = queue.replay().fromNow().live().open((entry, clock) -> {});
            assertThatThrownBy(interrupted::run).isInstanceOf(InterruptedException.class);
            queue.put(500L);
            assertThat(interrupted.step()).isTrue();
            interrupted.close();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldGoOnBehindAnExceptionOfTheHandler() throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        try (ReplaySession<Long> session = queue.replay().toSequence(4).open((entry, clock) -> {
            seen.add(entry.message());
            if (entry.message() == 1) {
                throw new IllegalStateException("handler");
            }
        })) {
            assertThatThrownBy(session::run).hasMessage("handler");
            assertThat(session.run()).isEqualTo(4);
        }
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
    }

    /** The same entries and the same clock readings, twice, from several queues; and by time. */
    @Test
    void shouldMergeSeveralQueuesTheSameWayEveryTime() throws InterruptedException {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        List<SharedQueue<Long>> queues = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            queues.add(parley.queue("merged" + i, Codecs.int64()));
        }
        for (long i = 0; i < 600; i++) {
            queues.get(random.nextInt(3)).put(i);
        }
        Replay<String> merged = Replay.merge(
                queues.get(0).replay().map(n -> "a" + n),
                queues.get(1).replay().map(n -> "b" + n),
                queues.get(2).replay().map(n -> "c" + n));

        List<String> first = readings(merged);
        List<String> second = readings(merged.speed(1e9));

        assertThat(first).as("seed %d", seed).hasSize(600).isEqualTo(second);
        assertThat(run(merged)).extracting(QueueEntry::timestampNs).isSorted();
        Instant middle = run(merged).get(300).timestamp();
        assertThat(readings(merged.fromTime(middle))).isEqualTo(first.subList(300, 600));
        assertThat(readings(merged.toTime(middle))).isEqualTo(first.subList(0, 300));
    }

    private static List<String> readings(Replay<String> replay) throws InterruptedException {
        List<String> readings = new ArrayList<>();
        replay.run((entry, clock) -> readings.add(entry.sequence() + " " + entry.message() + " " + clock.nowNs()));
        return readings;
    }

    @Test
    void shouldPutTheReplayNamedFirstFirst() {
        List<QueueEntry<Long>> merged = new ArrayList<>();
        MergedSource<Long> source = new MergedSource<>(List.of(
                new ListSource(List.of(entry(0, 5), entry(1, 4), entry(2, 9))),
                new ListSource(List.of(entry(10, 3), entry(11, 5), entry(12, 9)))));
        for (QueueEntry<Long> entry; (entry = source.next()) != null; ) {
            merged.add(entry);
        }

        assertThat(merged).extracting(QueueEntry::message).containsExactly(10L, 0L, 1L, 11L, 2L, 12L);
        assertThat(source.isEnded()).isTrue();
    }

    private static QueueEntry<Long> entry(long message, long timestampNs) {
        return new QueueEntry<>(message, message, timestampNs, message);
    }

    /** Entries from a list. */
    private static final class ListSource implements ReplaySource<Long> {
        private final List<QueueEntry<Long>> left;

        ListSource(List<QueueEntry<Long>> entries) {
            left = new ArrayList<>(entries);
        }

        @Override
        public void seek(Position position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueEntry<Long> next() {
            return left.isEmpty() ? null : left.remove(0);
        }

        @Override
        public boolean isEnded() {
            return left.isEmpty();
        }

        @Override
        public void close() {
            left.clear();
        }
    }
}
