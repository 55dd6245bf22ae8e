package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ForeignFileException;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.SharedObject;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The switch, the names, the life of the histograms. What is counted is in {@link MeasuredOperationsTest}. */
@Timeout(60)
class ObjectLatencyTest {
    @TempDir
    Path directory;

    private Path domain;
    private Parley parley;

    @BeforeEach
    void open() throws IOException {
        domain = directory.toRealPath().resolve("domain");
        parley = Parley.open(ParleyConfig.at(domain).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldRecordNothingUntilItIsStartedAndAfterItIsStopped() {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);

        use(lock);
        assertThat(latency.isOn()).isFalse();
        assertThat(histograms()).isEmpty();
        assertThat(latency.start()).isTrue();
        assertThat(latency.start()).isFalse();
        assertThat(latency.isOn()).isTrue();
        use(lock);
        assertThat(latency.stop()).isTrue();
        assertThat(latency.stop()).isFalse();
        use(lock);

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(1);
        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(1);
    }

    @Test
    void shouldGoOnCountingWhenStartedAgain() {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);

        for (int i = 0; i < 3; i++) {
            latency.start();
            use(lock);
            latency.stop();
        }

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(3);
    }

    @Test
    void shouldSwitchForEveryHandle() {
        SharedLock lock = parley.lock("book");
        try (Parley onlooker = Parley.open(domain)) {
            ObjectLatency elsewhere = ObjectLatency.of(onlooker.lock("book"));
            elsewhere.start();
            use(lock);
            use(onlooker.lock("book"));

            assertThat(ObjectLatency.of(lock).isOn()).isTrue();
            assertThat(count(elsewhere, LatencyKind.HOLD)).isEqualTo(2);
        }
        use(lock);
        assertThat(count(ObjectLatency.of(lock), LatencyKind.HOLD)).isEqualTo(3);
    }

    @Test
    void shouldFindObjectsByTheirFileWithoutOpeningThem() throws InterruptedException {
        SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
        parley.intValue("number");
        parley.event("ready");
        Parley onlooker = Parley.open(domain);

        ObjectLatency latency = ObjectLatency.find(onlooker, "orders.queue").orElseThrow();
        latency.start();
        orders.put("one");

        assertThat(count(latency, LatencyKind.PUT)).isEqualTo(1);
        assertThat(ObjectLatency.of(orders).isOn()).isTrue();
        assertThat(ObjectLatency.find(onlooker, "number.int").orElseThrow().kinds())
                .contains(LatencyKind.WAIT);
        assertThat(ObjectLatency.find(onlooker, "none.queue")).isEmpty();
        assertThat(ObjectLatency.find(onlooker, "orders.lock")).isEmpty();
        assertThat(ObjectLatency.find(onlooker, "orders")).isEmpty();
        assertThat(domain.resolve("none.queue")).doesNotExist();
        assertThatThrownBy(() -> ObjectLatency.find(onlooker, "../domain/orders.queue"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectLatency.find(onlooker, "ready.event"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ready.event");
        onlooker.close();
        assertThatThrownBy(latency::stop).isInstanceOf(IllegalStateException.class);
        assertThat(ObjectLatency.of(orders).isOn()).isTrue();
    }

    @Test
    void shouldNameHistogramsAfterTheObjectsFile() {
        SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
        ObjectLatency latency = ObjectLatency.of(orders);

        latency.start();

        assertThat(histograms())
                .containsExactly("orders.queue.put.hist", "orders.queue.residence.hist", "orders.queue.take.hist");
        assertThat(latency.histogramName(LatencyKind.PUT)).isEqualTo("orders.queue.put");
        try (LatencyHistogram byName = LatencyHistogram.open(parley, "orders.queue.put");
                LatencyHistogram byKind = latency.histogram(LatencyKind.PUT)) {
            assertThat(byKind.name()).isEqualTo("orders.queue.put");
            assertThat(byKind.path()).isEqualTo(byName.path());
        }
        assertThat(latency).hasToString("ObjectLatency(orders.queue, on, [PUT, TAKE, RESIDENCE])");
    }

    @Test
    void shouldMeasureObjectsWithTheLongestName() throws Exception {
        String longest = "x".repeat(120);
        List<SharedObject> objects = List.of(
                parley.lock(longest),
                parley.binaryLock(longest),
                parley.queue(longest, Codecs.utf8()),
                parley.transientQueue(longest, Codecs.utf8()),
                parley.map(longest, Codecs.utf8(), Codecs.utf8()),
                parley.namespace(longest));

        for (SharedObject object : objects) {
            ObjectLatency latency = ObjectLatency.of(object);
            latency.start();
            for (LatencyKind kind : latency.kinds()) {
                try (LatencyHistogram found = LatencyHistogram.open(parley, latency.histogramName(kind))) {
                    assertThat(found.path()).isRegularFile();
                }
            }
            object.delete();
        }
        assertThat(histograms()).isEmpty();
    }

    @Test
    void shouldSayWhatItMeasures() {
        assertThat(ObjectLatency.of(parley.lock("l")).kinds()).isEqualTo(Set.of(LatencyKind.WAIT, LatencyKind.HOLD));
        assertThat(ObjectLatency.of(parley.intValue("i")).kinds()).contains(LatencyKind.HOLD);
        assertThat(ObjectLatency.of(parley.map("m", Codecs.utf8(), Codecs.utf8()))
                        .kinds())
                .isEqualTo(Set.of(LatencyKind.GET, LatencyKind.PUT, LatencyKind.COMPUTE));
        assertThatThrownBy(() -> ObjectLatency.of(parley.lock("l")).histogramName(LatencyKind.TAKE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TAKE")
                .hasMessageContaining("l.lock has [WAIT, HOLD]");
    }

    @Test
    void shouldHaveAPublicKindForEachMeasure() {
        assertThat(LatencyKind.values())
                .extracting(LatencyKind::name)
                .containsExactlyElementsOf(Arrays.stream(io.parley.internal.observe.Measure.values())
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void shouldRefuseObjectsOfWhichNothingIsMeasured() {
        SharedEvent event = parley.event("ready");
        LatencyHistogram histogram = LatencyHistogram.open(parley, "fills");

        for (SharedObject object : List.of(event, histogram)) {
            assertThatThrownBy(() -> ObjectLatency.of(object))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(object.name())
                    .hasMessageContaining("LatencyHistogram of your own");
        }
    }

    @Test
    void shouldRefuseClosedHandles() {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);
        lock.close();

        assertThatThrownBy(latency::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("book.lock");
        assertThatThrownBy(latency::stop).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ObjectLatency.of(lock)).isInstanceOf(IllegalStateException.class);
        assertThat(histograms()).isEmpty();
    }

    @Test
    void shouldDeleteTheHistogramsWithTheObject() throws InterruptedException {
        SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
        ObjectLatency latency = ObjectLatency.of(orders);
        latency.start();
        LatencyHistogram open = latency.histogram(LatencyKind.PUT);
        orders.put("one");
        latency.stop();

        orders.delete();

        assertThat(histograms()).isEmpty();
        assertThat(open.isDeleted()).isTrue();
        assertThatThrownBy(latency::start).isInstanceOf(ObjectDeletedException.class);
        assertThat(histograms()).isEmpty();
        SharedQueue<String> next = parley.queue("orders", Codecs.utf8());
        assertThat(ObjectLatency.of(next).isOn()).isFalse();
        ObjectLatency.of(next).start();
        next.put("two");
        assertThat(count(ObjectLatency.of(next), LatencyKind.PUT)).isEqualTo(1);
    }

    @Test
    void shouldLeaveNoHistogramWhenADeletedObjectIsUsedOn() {
        SharedLock lock = parley.lock("book");
        ObjectLatency.of(lock).start();
        SharedLock other = parley.lock("book");
        other.delete();

        use(lock); // it is free, so it does not look

        assertThat(histograms()).isEmpty();
    }

    @Test
    void shouldNotStartWhereAHistogramCannotBe() throws IOException {
        SharedLock lock = parley.lock("book");
        Path stranger = Files.writeString(domain.resolve("book.lock.hold.hist"), "not a histogram");

        assertThatThrownBy(ObjectLatency.of(lock)::start)
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("book.lock.hold.hist");

        assertThat(ObjectLatency.of(lock).isOn()).isFalse();
        use(lock);
        assertThat(stranger).hasContent("not a histogram");
    }

    /** As in a process that may not open what the one that switched on has created. */
    @Test
    void shouldGoOnWithoutAHistogramThatCannotBeOpened() throws IOException {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = ObjectLatency.of(lock);
        latency.start();
        Path hold = domain.resolve("book.lock.hold.hist");
        Files.delete(hold);
        Files.writeString(hold, "not a histogram");

        for (int i = 0; i < 10; i++) {
            use(lock);
        }

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(10);
        assertThat(hold).hasContent("not a histogram");
        Files.delete(hold);
        latency.stop();
        latency.start();
        use(lock);
        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(11);
        assertThat(count(latency, LatencyKind.HOLD))
                .as("tried again when started again")
                .isEqualTo(1);
    }

    private static void use(SharedLock lock) {
        lock.lock();
        lock.unlock();
    }

    static long count(ObjectLatency latency, LatencyKind kind) {
        try (LatencyHistogram histogram = latency.histogram(kind)) {
            return histogram.totalCount();
        }
    }

    private List<String> histograms() {
        try (Stream<Path> files = Files.list(domain)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".hist"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
