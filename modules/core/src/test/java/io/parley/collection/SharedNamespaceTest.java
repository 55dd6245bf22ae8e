package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.value.SharedLong;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SharedNamespaceTest {
    record Order(long id, String symbol) {}

    enum Side {
        BUY,
        SELL
    }

    @TempDir
    Path directory;

    private Parley parley;
    private SharedNamespace namespace;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        namespace = parley.namespace("settings", Order.class, Side.class);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldKeepAttributesOfAnyType() {
        namespace.set("limit", 100);
        namespace.set("rate", 1.5);
        namespace.set("name", "desk");
        namespace.set("open", true);
        namespace.set("day", LocalDate.EPOCH);
        namespace.set("order", new Order(7, "EUR"));
        namespace.set("side", Side.SELL);
        namespace.set("limit", 101);

        try (Parley other = Parley.open(directory.resolve("domain"))) {
            SharedNamespace same = other.namespace("settings", Order.class, Side.class);
            assertThat(same.getInt("limit")).isEqualTo(101);
            assertThat(same.getLong("limit")).isEqualTo(101L);
            assertThat(same.getDouble("rate")).isEqualTo(1.5);
            assertThat(same.getString("name")).isEqualTo("desk");
            assertThat(same.getBoolean("open")).isTrue();
            assertThat(same.get("day")).isEqualTo(LocalDate.EPOCH);
            assertThat(same.get("order", Order.class)).isEqualTo(new Order(7, "EUR"));
            assertThat(same.get("side")).isSameAs(Side.SELL);
            assertThat(same.names()).containsExactly("day", "limit", "name", "open", "order", "rate", "side");
        }
    }

    @Test
    void shouldSayWhichAttributesThereAreWhenOneIsMissing() {
        namespace.setAll(Map.of("x", 1, "y", 2));

        assertThatThrownBy(() -> namespace.get("z"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("namespace 'settings' has no attribute 'z': attributes=[x, y]");
        assertThat(namespace.getOrDefault("z", 3)).isEqualTo(3);
        assertThat(namespace.getOrDefault("x", 3)).isEqualTo(1);
        assertThat(namespace.getOrDefault("z", long.class, 3L)).isEqualTo(3L);
        assertThat(namespace.getOrDefault("x", long.class, 3L)).isEqualTo(1L);
        assertThat(namespace.find("z")).isEmpty();
        assertThat(namespace.has("z")).isFalse();
        assertThat(namespace.has("x")).isTrue();
    }

    @Test
    void shouldRemoveAttributes() {
        namespace.set("x", 1);

        assertThat(namespace.remove("x")).isTrue();
        assertThat(namespace.remove("x")).isFalse();
        assertThat(namespace.names()).isEmpty();
    }

    @Test
    void shouldConvertNumbersOnlyIfNothingIsLost() {
        namespace.set("int", 300);
        namespace.set("big", new BigInteger("123456789012345678901"));
        namespace.set("half", 0.5);
        namespace.set("third", 1 / 3.0);
        namespace.set("text", "300");

        assertThat(namespace.get("int", short.class)).isEqualTo((short) 300);
        assertThat(namespace.get("int", Double.class)).isEqualTo(300.0);
        assertThat(namespace.get("int", BigInteger.class)).isEqualTo(300);
        assertThat(namespace.get("half", float.class)).isEqualTo(0.5f);
        assertThat(namespace.get("half", Number.class)).isEqualTo(0.5);
        assertThatThrownBy(() -> namespace.get("int", byte.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("attribute 'int' of namespace 'settings' is a Integer and not a Byte: value=300");
        assertThatThrownBy(() -> namespace.getLong("big")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.getInt("half")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.get("third", float.class)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.getDouble("big")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.getInt("text"))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("'300'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_x", "__dict__", ""})
    void shouldRefuseNamesThatPythonKeepsToItself(String name) {
        assertThatThrownBy(() -> namespace.set(name, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> namespace.get(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void shouldRefuseNullAndWhatNobodyCanWrite() {
        assertThatThrownBy(() -> namespace.set("x", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> namespace.set("x", new Object()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("java.lang.Object");
        assertThat(namespace.has("x")).isFalse();
    }

    @Test
    void shouldGiveOutCopiesThatSaySo() {
        namespace.set("x", new ArrayList<>(List.of(new ArrayList<>(List.of(1)))));

        @SuppressWarnings("unchecked")
        List<List<Integer>> x = (List<List<Integer>>) namespace.get("x");

        assertThatThrownBy(() -> x.get(0).add(2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this list is a detached copy of namespace 'settings' attribute 'x': changing it would"
                        + " change nothing there. Copy it, change the copy and put that back, or use update");
        assertThatThrownBy(() -> ((List<?>) namespace.asMap().get("x")).clear()).hasMessageContaining("attribute 'x'");
        namespace.set("x", x);
        assertThat(namespace.get("x")).isEqualTo(List.of(List.of(1)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldLetAnUpdateChangeTheCopyItReturns() {
        namespace.set("x", List.of(1));

        List<Integer> after = namespace.update("x", List.class, list -> {
            list.add(2);
            return list;
        });

        assertThat(namespace.get("x")).isEqualTo(List.of(1, 2)).isEqualTo(after);
        assertThatThrownBy(() -> after.add(3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldUpdateInOneStep() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(threads.submit(() -> {
                start.await();
                for (int n = 0; n < 500; n++) {
                    namespace.update("x", Integer.class, old -> old == null ? 1 : old + 1);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(namespace.getInt("x")).isEqualTo(2000);
        assertThat(namespace.update("x", old -> null)).isNull();
        assertThat(namespace.has("x")).isFalse();
    }

    @Test
    void shouldChangeNothingWhenAnUpdateFails() {
        namespace.set("x", 1);

        assertThatThrownBy(() -> namespace.update("x", String.class, old -> old + "!"))
                .isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.update("x", old -> new Object())).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> namespace.update("x", old -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(namespace.getInt("x")).isEqualTo(1);
    }

    @Test
    void shouldCompareAndSet() {
        assertThat(namespace.compareAndSet("x", 1, 2)).isFalse();
        assertThat(namespace.compareAndSet("x", null, 1)).isTrue();
        assertThat(namespace.compareAndSet("x", null, 2)).isFalse();
        assertThat(namespace.compareAndSet("x", 1, new int[] {1})).isTrue();
        assertThat(namespace.compareAndSet("x", new int[] {2}, 3)).isFalse();
        assertThat(namespace.compareAndSet("x", new int[] {1}, 3)).isTrue();
        assertThat(namespace.get("x")).isEqualTo(3);
    }

    @Test
    void shouldAwaitChanges() throws Exception {
        namespace.set("x", 1);
        assertThat(namespace.awaitChange("x", 1, Duration.ofMillis(20))).isFalse();
        assertThat(namespace.awaitChange("x", 0, Duration.ZERO)).isTrue();
        assertThat(namespace.awaitChange("y", null, Duration.ZERO)).isFalse();

        CompletableFuture<Optional<Object>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return namespace.awaitChange("x", 1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        namespace.set("other", 1);
        namespace.set("x", 1);
        namespace.set("x", 2);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).contains(2);
    }

    @Test
    void shouldBeASnapshotAsAMap() {
        namespace.setAll(Map.of("b", 2, "a", List.of(1), "c", "x"));

        Map<String, Object> map = namespace.asMap();
        namespace.set("a", 5);

        assertThat(map).isEqualTo(Map.of("a", List.of(1), "b", 2, "c", "x"));
        assertThat(map.keySet()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> map.put("d", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldPrintAsPythonDoes() {
        assertThat(namespace).hasToString("Namespace()");
        namespace.set("y", List.of("x"));
        namespace.set("x", List.of(1));

        assertThat(namespace).hasToString("Namespace(x=[1], y=['x'])");
        namespace.close();
        assertThat(namespace.toString()).startsWith("SharedNamespace(settings, handle closed, ");
    }

    @Test
    void shouldKeepSharedObjectsLive() {
        SharedLong count = parley.longValue("count");
        SharedNamespace inner = parley.namespace("inner");
        namespace.setAll(Map.of("count", count, "inner", inner, "all", List.of(count)));

        namespace.get("count", SharedLong.class).incrementAndGet();
        namespace.get("inner", SharedNamespace.class).set("deep", 1);
        ((SharedLong) ((List<?>) namespace.get("all")).get(0)).incrementAndGet();

        assertThat(count.get()).isEqualTo(2);
        assertThat(inner.getInt("deep")).isEqualTo(1);
        assertThat(namespace)
                .hasToString("Namespace(all=[Value('q', 2)], count=Value('q', 2), inner=Namespace(deep=1))");
        count.delete();
        assertThatThrownBy(() -> namespace.get("count"))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("'count'");
    }

    @Test
    void shouldEndWithTheDomainAndTellWhenDeleted() {
        namespace.set("x", 1);

        namespace.delete();

        assertThat(namespace.isDeleted()).isTrue();
        assertThatThrownBy(() -> namespace.set("x", 2)).isInstanceOf(ObjectDeletedException.class);
        assertThat(parley.namespace("settings").names()).isEmpty();
    }

    @Test
    void shouldKeepMapsWithOtherCodecsApart() {
        parley.map("m", Codecs.utf8(), Codecs.any());

        assertThatThrownBy(() -> parley.map("m", Codecs.utf8(), Codecs.utf8()))
                .isInstanceOf(ObjectMismatchException.class);
    }
}
