package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetentionTest {
    /** A file of the log has some ten of them. */
    private static final int LENGTH = 20_000;

    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<byte[]> queue;
    private long put;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = handle(Retention.everything());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private SharedQueue<byte[]> handle(Retention retention) {
        return parley.queue("big", Codecs.bytes(), o -> o.rollBytes(1 << 18).retention(retention));
    }

    private void put(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(ByteBuffer.allocate(LENGTH).putLong(put++).array());
        }
    }

    private static long number(byte[] message) {
        return ByteBuffer.wrap(message).getLong();
    }

    private void take(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.take();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private List<Long> history() {
        List<Long> numbers = new ArrayList<>();
        queue.entries().forEach(entry -> {
            assertThat(number(entry.message())).isEqualTo(entry.sequence());
            numbers.add(entry.sequence());
        });
        return numbers;
    }

    @Test
    void shouldKeepEverythingUnlessTold() throws Exception {
        put(60);
        take(60);
        int before = files().size();

        RetentionReport report = queue.applyRetention();

        assertThat(before).isGreaterThan(3);
        assertThat(files()).hasSize(before);
        assertThat(report.gone()).isEmpty();
        assertThat(report.files().get(0).why()).contains("the queue keeps everything");
    }

    @Test
    void shouldDeleteWhatWasReadAndGoOn() throws Exception {
        put(60);
        take(45);
        queue.setRetention(Retention.everything().keepUntilRead());
        List<Path> before = files();

        RetentionReport dry = queue.dryRunRetention();
        assertThat(files()).isEqualTo(before);
        RetentionReport report = queue.applyRetention();

        assertThat(report.files()).isEqualTo(dry.files());
        assertThat(report.gone()).hasSizeGreaterThan(1).allSatisfy(file -> {
            assertThat(file.path()).doesNotExist();
            assertThat(file.bytes()).isEqualTo(file.messages() * (LENGTH + 40L));
        });
        assertThat(files()).hasSize(before.size() - report.gone().size());
        assertThat(history()).first().isEqualTo(report.messages());
        assertThat(history()).hasSize(60 - (int) report.messages()).contains(45L);
        put(30);
        assertThat(number(queue.take())).isEqualTo(45);
        assertThat(queue.appended()).isEqualTo(90);
        assertThat(handle(Retention.everything()).iterator().next())
                .satisfies(m -> assertThat(number(m)).isEqualTo(46));
    }

    @Test
    void shouldDeleteByOtherRulesOnceAndKeepItsOwn() throws Exception {
        put(60);
        take(45);
        Retention once = Retention.everything().keepBytes(1);

        RetentionReport dry = queue.dryRunRetention(once);
        RetentionReport report = queue.applyRetention(once);

        assertThat(dry.gone()).hasSizeGreaterThan(1).isEqualTo(report.gone());
        assertThat(report.messages()).as("nothing that was not read").isBetween(1L, 45L);
        assertThat(history()).first().isEqualTo(report.messages());
        assertThat(queue.retention()).isEqualTo(Retention.everything());
        assertThat(queue.applyRetention().gone()).isEmpty();
    }

    @Test
    void shouldNeverDeleteTheNewestMessage() throws Exception {
        put(60);
        take(60);
        queue.setRetention(Retention.everything().keepUntilRead());
        queue.applyRetention();

        assertThat(files()).hasSize(1);
        assertThat(history()).contains(59L);
        queue.close();
        queue = handle(Retention.everything());
        assertThat(queue.appended()).isEqualTo(60);
        put(1);
        assertThat(number(queue.take())).isEqualTo(60);
    }

    @Test
    void shouldWaitForLaggards() throws Exception {
        Subscriber<byte[]> subscriber = queue.subscriber("audit");
        put(60);
        queue.setRetention(Retention.everything().keepUntilRead());
        assertThat(why()).contains("consumers are at message 0");
        Claim<byte[]> claim = queue.claim();
        take(59);
        assertThat(why()).contains("claim of").contains("at message 0");
        claim.ack();
        assertThat(why()).contains("subscriber 'audit' is at message 0");
        subscriber.takeBatch(59);
        subscriber.commit();
        try (HistoryHolder replay = new HistoryHolder()) {
            assertThat(why()).contains("a replay or an iteration").contains("at message 0");
            assertThat(replay.iterator.hasNext()).isTrue();
        }
        assertThat(queue.applyRetention().gone()).hasSizeGreaterThan(2);
        assertThat(number(subscriber.take())).isEqualTo(59);
    }

    private String why() {
        RetentionReport report = queue.applyRetention();
        assertThat(report.gone()).isEmpty();
        return report.files().get(0).why().orElseThrow();
    }

    /** An iteration that has begun. */
    private final class HistoryHolder implements AutoCloseable {
        private final Iterator<QueueEntry<byte[]>> iterator = queue.entries().iterator();

        private HistoryHolder() {
            assertThat(iterator.next().sequence()).isZero();
        }

        @Override
        public void close() {
            iterator.forEachRemaining(entry -> {});
        }
    }

    @Test
    void shouldKeepTheNewestBytes() throws Exception {
        put(100);
        take(100);
        queue.setRetention(Retention.everything().keepBytes(40L * LENGTH));
        queue.applyRetention();

        assertThat(history()).hasSizeBetween(40, 60).last().isEqualTo(99L);
    }

    @Test
    void shouldKeepTheYoung() throws Exception {
        put(60);
        take(60);
        queue.setRetention(Retention.everything().keep(Duration.ofDays(1)));
        assertThat(why()).contains("ms old");
        queue.setRetention(Retention.everything().keep(Duration.ofNanos(1)));
        queue.applyRetention();

        assertThat(files()).hasSize(1);
    }

    @Test
    void shouldDeleteByItselfWhenAFileEnds() throws Exception {
        queue.setRetention(Retention.everything().keepUntilRead());
        for (int i = 0; i < 100; i++) {
            put(1);
            assertThat(number(queue.take())).isEqualTo(i);
        }
        assertThat(files()).hasSizeLessThan(3);
        assertThat(queue.retention()).isEqualTo(Retention.everything().keepUntilRead());
        assertThat(handle(Retention.everything().keepBytes(5)).retention().bytes())
                .as("of an existing queue nothing is asked")
                .isZero();
    }

    @Test
    void shouldLetSubscribersAloneDecideIfNobodyTakes() throws Exception {
        queue.setRetention(Retention.everything().keepUntilRead().notForConsumers());
        Subscriber<byte[]> subscriber = queue.subscriber("audit");
        put(60);
        subscriber.takeBatch(50);
        subscriber.commit();
        queue.applyRetention();

        long first = history().get(0);
        assertThat(first).isBetween(20L, 50L);
        assertThat(queue.taken()).isEqualTo(first);
        assertThat(number(queue.take())).as("a consumer after all").isEqualTo(first);
        assertThat(number(subscriber.take())).isEqualTo(50);
    }

    /** A handle that stands in a file that others deleted. */
    @Test
    void shouldGoOnWithAHandleThatStoodStill() throws Exception {
        SharedQueue<byte[]> other = handle(Retention.everything());
        put(5);
        assertThat(number(other.take())).isZero();
        Iterator<byte[]> unread = other.iterator();
        unread.next();
        queue.setRetention(Retention.everything().keepUntilRead());
        for (int i = 1; i < 100; i++) {
            put(1);
            assertThat(number(queue.take())).isEqualTo(i);
        }
        put(5);

        assertThat(files().size()).isLessThan(4);
        assertThat(number(other.take())).isEqualTo(100);
        assertThat(number(other.take())).isEqualTo(101);
        assertThat(number(queue.take())).isEqualTo(102);
        unread.forEachRemaining(message -> assertThat(number(message)).isLessThan(109));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> Retention.everything().keepBytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes=-1");
        assertThatThrownBy(() -> Retention.everything().keep(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Retention.everything().keep(Duration.ofDays(400_000)).rules().keepNs())
                .isEqualTo(Long.MAX_VALUE);
    }
}
