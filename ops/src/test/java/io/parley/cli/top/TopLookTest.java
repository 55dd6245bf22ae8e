package io.parley.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.DomainView;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.ObjectLatency;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopLookTest {
    @TempDir
    private Path directory;

    private Parley parley;
    private DomainView view;
    private TopLook look;
    private long seconds;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        view = DomainView.open(parley.directory());
        look = new TopLook(view, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    @AfterEach
    void close() {
        view.close();
        parley.close();
    }

    /** That many seconds later. */
    private Top after(long more) {
        seconds += more;
        return look.next();
    }

    private static Row row(Top found, String file) {
        return found.objects().stream()
                .filter(row -> row.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static void use(SharedLock lock, int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            lock.unlock();
        }
    }

    @Test
    void shouldSayHowOftenALockWasTaken() {
        SharedLock book = parley.lock("book");
        use(book, 3);

        Top first = after(0);
        use(book, 5);
        Top second = after(2);
        Top third = after(1);

        assertThat(first.seconds()).isEmpty();
        assertThat(row(first, "book.lock").operationsPerS()).isEmpty();
        assertThat(second.seconds()).contains(2.0);
        assertThat(row(second, "book.lock").operationsPerS()).contains(2.5);
        assertThat(row(second, "book.lock").takenPerS()).isEmpty();
        assertThat(row(third, "book.lock").operationsPerS()).contains(0.0);
    }

    @Test
    void shouldSayWhatComesIntoAQueueAndGoesOut() throws Exception {
        SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
        orders.subscriber("audit");
        after(0);
        for (int i = 0; i < 20; i++) {
            orders.put("0123456789");
        }
        for (int i = 0; i < 10; i++) {
            orders.take();
        }
        var claim = orders.claim();

        Row row = row(after(10), "orders.queue");

        assertThat(row.operationsPerS()).contains(2.0);
        assertThat(row.takenPerS()).contains(1.1);
        assertThat(row.bytesPerS().orElseThrow()).isGreaterThanOrEqualTo(20.0);
        assertThat(row.waitedPerS()).contains(0.0);
        assertThat(row.depth()).contains(9L);
        assertThat(row.depthOf()).isEqualTo("messages");
        assertThat(row.lag()).contains(20L);
        assertThat(row.holders())
                .singleElement()
                .asString()
                .startsWith(ProcessHandle.current().pid() + " ");
        claim.ack();
    }

    @Test
    void shouldSayWhatLiesInEveryKindOfObjectAndWhoHasIt() throws Exception {
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put("a", "b");
        parley.list("list", Codecs.utf8()).add("a");
        parley.leasedSemaphore("permits", 3).acquire(2);
        parley.transientQueue("ring", Codecs.utf8()).put("one");
        parley.pipe("pipe", Codecs.utf8()).first().send("one");
        parley.readWriteLock("table").readLock().lock();
        parley.longValue("number").lock().lock();
        LatencyHistogram.open(parley, "fills").record(1);
        after(0);
        LatencyHistogram.open(parley, "fills").record(1);

        Top found = after(1);

        String self = ProcessHandle.current().pid() + " ";
        assertThat(row(found, "map.map").depth()).contains(1L);
        assertThat(row(found, "list.list").depth()).contains(1L);
        assertThat(row(found, "permits.sem").depth()).contains(1L);
        assertThat(row(found, "permits.sem").holders())
                .singleElement()
                .asString()
                .startsWith(self)
                .endsWith(" x2");
        assertThat(row(found, "ring.ring").depth().orElseThrow()).isPositive();
        assertThat(row(found, "pipe.pipe").depthOf()).isEqualTo("bytes");
        assertThat(row(found, "table.rwlock").holders())
                .singleElement()
                .asString()
                .startsWith(self);
        assertThat(row(found, "number.long").holders())
                .singleElement()
                .asString()
                .startsWith(self);
        assertThat(row(found, "fills.hist").operationsPerS()).contains(1.0);
        assertThat(found.processes()).hasSize(1);
    }

    @Test
    void shouldKnowNoRateOfAnotherObjectOfThatName() {
        use(parley.lock("book"), 9);
        after(0);
        parley.lock("book").delete();
        use(parley.lock("book"), 1);

        Top found = after(1);
        use(parley.lock("book"), 1);

        assertThat(row(found, "book.lock").operationsPerS()).isEmpty();
        assertThat(row(after(1), "book.lock").operationsPerS()).contains(1.0);
    }

    @Test
    void shouldSayHowLongOperationsTookSinceTheLastLook() {
        SharedLock book = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(book);
        latency.start();
        use(book, 3);

        List<Row.Latency> first = row(after(0), "book.lock").latencies();
        use(book, 4);
        Top second = after(1);
        latency.stop();

        assertThat(first).extracting(Row.Latency::count).containsExactly(0L, 0L);
        assertThat(row(second, "book.lock").latencies())
                .extracting(Row.Latency::kind, Row.Latency::count)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("wait", 4L),
                        org.assertj.core.api.Assertions.tuple("hold", 4L));
        assertThat(row(second, "book.lock").latencies().get(1).p99Ns()).isPositive();
        assertThat(second.objects())
                .as("its histograms are no objects of their own")
                .hasSize(1);
        assertThat(row(after(1), "book.lock").latencies()).isEmpty();
    }

    @Test
    void shouldShowWhatIsWrongWithAFile() throws Exception {
        Files.writeString(parley.directory().resolve("stranger.lock"), "stranger");

        Row row = row(after(0), "stranger.lock");

        assertThat(row.problem()).contains("not a Parley object");
        assertThat(row.operationsPerS()).isEmpty();
    }
}
