package io.parley.manager.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.ManagedRef;
import io.parley.collection.ManagedSet;
import io.parley.collection.PyFormat;
import io.parley.manager.Manager;
import io.parley.queue.ManagedQueue;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What collections do, wherever they are. */
@Timeout(60)
abstract class CollectionsContract {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    ServedDomain domain;

    abstract Manager manager();

    @BeforeEach
    void serve() throws IOException {
        domain = new ServedDomain(directory.resolve("domain"));
    }

    @AfterEach
    void stop() {
        domain.close();
    }

    private ManagedMap<String, Object> map() {
        return manager().map("m", Codecs.utf8(), Codecs.any());
    }

    private static <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> started = new FutureTask<>(task);
        Thread thread = new Thread(started);
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    @Test
    void shouldChangeOneKeyInOneStep() {
        ManagedMap<String, Long> map = manager().map("m", Codecs.utf8(), Codecs.int64());

        assertThat(map.put("a", 1L)).isNull();
        assertThat(map.putIfAbsent("a", 2L)).isEqualTo(1);
        assertThat(map.replace("a", 1L, 3L)).isTrue();
        assertThat(map.replace("a", 1L, 4L)).isFalse();
        assertThat(map.merge("a", 10L, Long::sum)).isEqualTo(13);
        assertThat(map.compute("b", (key, old) -> old == null ? 7L : null)).isEqualTo(7);
        assertThat(map.compute("b", (key, old) -> old == null ? 7L : null)).isNull();
        assertThat(map.computeIfAbsent("c", key -> 5L)).isEqualTo(5);
        assertThat(map.computeIfPresent("c", (key, old) -> old + 1)).isEqualTo(6);
        assertThat(map.remove("a", 12L)).isFalse();
        assertThat(map.remove("a", 13L)).isTrue();
        assertThat(map.removeKey("c")).isTrue();
        assertThat(map).isEmpty();
    }

    @Test
    void shouldCompareValuesByEqualsToo() {
        Codec<Object> any = Codecs.any();
        ManagedMap<String, Object> map = manager().map("m", Codecs.utf8(), any);
        Map<String, Integer> oneOrder = new LinkedHashMap<>();
        oneOrder.put("x", 1);
        oneOrder.put("y", 2);
        map.put("a", oneOrder);

        Map<String, Integer> otherOrder = new LinkedHashMap<>();
        otherOrder.put("y", 2);
        otherOrder.put("x", 1);

        assertThat(map.containsValue(otherOrder)).isTrue();
        assertThat(map.replace("a", otherOrder, "new")).isTrue();
        assertThat(map.remove("a", "old")).isFalse();
        assertThat(map.remove("a", new StringBuilder("no codec writes it"))).isFalse();
        assertThat(map).containsEntry("a", "new");
    }

    @Test
    void shouldIterateOverMoreThanAPage() {
        ManagedMap<Integer, byte[]> map = manager().map("m", Codecs.int32(), Codecs.bytes());
        Map<Integer, byte[]> many = new TreeMap<>();
        IntStream.range(0, 300).forEach(i -> many.put(i, new byte[4000]));
        map.putAll(many);

        assertThat(map.longSize()).isEqualTo(300);
        assertThat(map.snapshot().keySet()).isEqualTo(many.keySet());
        for (Iterator<Integer> keys = map.keySet().iterator(); keys.hasNext(); ) {
            if (keys.next() % 3 == 0) {
                keys.remove();
            }
        }
        assertThat(map.size()).isEqualTo(200);
        assertThat(map.values().removeIf(value -> value.length == 4000)).isTrue();
        assertThat(map).isEmpty();
    }

    @Test
    void shouldWaitForAnotherValue() throws Exception {
        ManagedMap<String, Object> map = map();
        map.put("a", 1);
        FutureTask<Object> waiting = start(() -> map.awaitChange("a", 1));
        assertThat(map.awaitChange("a", 1, Duration.ofMillis(20))).isFalse();

        domain.local.map("m", Codecs.utf8(), Codecs.any()).put("a", 2);

        assertThat(waiting.get()).isEqualTo(2);
        assertThat(map.awaitChange("none", null, Duration.ZERO)).isFalse();
        assertThat(map.awaitChange("a", 1, Duration.ZERO)).isTrue();
    }

    @Test
    void shouldTellWhoWaitsThatTheMapIsGone() throws Exception {
        ManagedMap<String, Object> map = map();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                map.awaitChange("a", null);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        thread.start();

        domain.local.map("m", Codecs.utf8(), Codecs.any()).delete();

        assertThat(thrown.get()).isInstanceOf(ObjectDeletedException.class);
        assertThat(map.isDeleted()).isTrue();
    }

    @Test
    void shouldRefuseOtherCodecs() {
        map();

        assertThatThrownBy(() -> manager().map("m", Codecs.utf8(), Codecs.int64()))
                .isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldAnswerLater() throws Exception {
        ManagedMap<String, Object> map = map();

        var first = map.async().put("a", 1);
        var second = map.async().put("a", 2);
        var third = map.async().get("a");

        assertThat(first.toCompletableFuture().get()).isNull();
        assertThat(second.toCompletableFuture().get()).isEqualTo(1);
        assertThat(third.toCompletableFuture().get()).isEqualTo(2);
        assertThat(map.async().putIfAbsent("b", 1).toCompletableFuture().get()).isNull();
        assertThat(map.async().replace("b", 2).toCompletableFuture().get()).isEqualTo(1);
        assertThat(map.async().remove("b").toCompletableFuture().get()).isEqualTo(2);
    }

    @Test
    void shouldGiveOutCopiesThatRefuseToBeChanged() {
        ManagedMap<String, Object> map = map();
        map.put("colours", new ArrayList<>(List.of("red")));

        assertThatThrownBy(() -> (CollectionsContract.<List<Object>>cast(map.get("colours"))).add("green"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("detached copy of map 'm' key 'colours'")
                .hasMessageContaining("compute or merge");
        map.compute("colours", (key, old) -> {
            (CollectionsContract.<List<Object>>cast(old)).add("green");
            return old;
        });
        assertThat(map.get("colours")).isEqualTo(List.of("red", "green"));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Test
    void shouldBeASetForEverybody() {
        ManagedSet<String> set = manager().set("s", Codecs.utf8(), options -> options.insertionOrder(true));

        assertThat(set.add("b")).isTrue();
        assertThat(set.add("b")).isFalse();
        set.add("a");
        assertThat(set.keepsInsertionOrder()).isTrue();
        assertThat(set.toString()).isEqualTo("[b, a]");
        assertThat(domain.local.set("s", Codecs.utf8())).isEqualTo(Set.of("a", "b"));
        assertThat(set.remove("b")).isTrue();
        assertThat(set.snapshot()).containsExactly("a");
    }

    @Test
    void shouldChangeAListInOneStep() {
        ManagedList<Integer> list = manager().list("l", Codecs.int32());
        long version = list.version();
        list.addAll(List.of(5, 3, 4, 1, 2));

        list.sort(null);
        assertThat(list).containsExactly(1, 2, 3, 4, 5);
        list.removeIf(each -> each % 2 == 0);
        list.replaceAll(each -> each * 10);
        list.reverse();
        assertThat(list.update(0, each -> each + 1)).isEqualTo(51);
        assertThat(list.snapshot()).containsExactly(51, 30, 10);
        assertThat(list.getFirst()).isEqualTo(51);
        assertThat(list.removeLast()).isEqualTo(10);
        assertThat(list.removeFirst()).isEqualTo(51);
        assertThat(list.indexOf(30)).isZero();
        assertThat(list.remove((Object) 30)).isTrue();
        assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::getLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list.version()).isGreaterThan(version);
    }

    @Test
    void shouldEndARangeWhenOthersChangeTheList() {
        ManagedList<Integer> list = manager().list("l", Codecs.int32());
        list.addAll(List.of(1, 2, 3, 4));
        List<Integer> range = list.subList(1, 3);
        range.add(9);
        assertThat(range).containsExactly(2, 3, 9);

        domain.local.list("l", Codecs.int32()).remove(0);

        assertThatThrownBy(() -> range.get(0)).isInstanceOf(ConcurrentModificationException.class);
        assertThat(list).containsExactly(2, 3, 9, 4);
    }

    @Test
    void shouldIterateOverALongListAsItWas() {
        ManagedList<String> list = manager().list("l", Codecs.utf8());
        String element = "x".repeat(1000);
        IntStream.range(0, 10)
                .forEach(i -> list.addAll(IntStream.range(0, 100)
                        .mapToObj(j -> element + (100 * i + j))
                        .toList()));

        Iterator<String> all = list.iterator();
        all.next();
        list.remove(1);
        all.next();
        all.remove();

        assertThat(all.next()).isEqualTo(element + 2);
        assertThat(list).hasSize(999);
    }

    @Test
    void shouldWaitForAChangeOfAList() throws Exception {
        ManagedList<Integer> list = manager().list("l", Codecs.int32());
        long version = list.version();
        FutureTask<Boolean> waiting = start(() -> list.awaitChange(version, LONG));
        assertThat(list.awaitChange(version, Duration.ZERO)).isFalse();

        domain.local.list("l", Codecs.int32()).add(1);

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void shouldKeepAttributes() throws Exception {
        ManagedNamespace namespace = manager().namespace("n");
        namespace.set("x", 1);
        namespace.setAll(Map.of("y", List.of("a"), "price", new BigDecimal("1.50")));

        assertThat(namespace.getInt("x")).isEqualTo(1);
        assertThat(namespace.update("x", Integer.class, old -> old + 1)).isEqualTo(2);
        assertThat(namespace.compareAndSet("x", 2, 3)).isTrue();
        assertThat(namespace.compareAndSet("x", 2, 4)).isFalse();
        assertThat(namespace.compareAndSet("z", null, 4)).isTrue();
        assertThat(namespace.remove("z")).isTrue();
        assertThat(namespace.find("z")).isEmpty();
        assertThat(namespace.names()).containsExactly("price", "x", "y");
        assertThat(namespace.toString()).isEqualTo("Namespace(price=Decimal('1.50'), x=3, y=['a'])");
        assertThat(namespace.awaitChange("x", 2, LONG)).isTrue();
        assertThat(namespace.awaitChange("x", 2)).contains(3);
        assertThatThrownBy(() -> namespace.set("_x", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("underscore");
        assertThatThrownBy(() -> namespace.get("w"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[price, x, y]");
        assertThatThrownBy(() -> namespace.get("y", int.class)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> namespace.set("bad", new Thread())).isInstanceOf(CodecException.class);
    }

    /** As a user writes it. */
    public interface Settings {
        int limit();

        void limit(int value);

        Optional<String> comment();
    }

    @Test
    void shouldBeAnInterfaceOfAUsers() {
        Settings settings = manager().namespace("n").as(Settings.class);

        settings.limit(100);

        assertThat(settings.limit()).isEqualTo(100);
        assertThat(settings.comment()).isEmpty();
        assertThat(domain.local.namespace("n").getInt("limit")).isEqualTo(100);
    }

    @Test
    void shouldKeepOneValue() throws Exception {
        ManagedRef<String> reference = manager().ref("r", Codecs.utf8());

        assertThat(reference.get()).isNull();
        assertThat(reference.compareAndSet(null, "a")).isTrue();
        assertThat(reference.compareAndSet(null, "b")).isFalse();
        assertThat(reference.getAndSet("c")).isEqualTo("a");
        assertThat(reference.updateAndGet(old -> old + "d")).isEqualTo("cd");
        assertThat(reference.getAndUpdate(old -> null)).isEqualTo("cd");
        assertThat(reference.accumulateAndGet("e", (old, given) -> old + given)).isEqualTo("nulle");
        FutureTask<String> waiting = start(() -> reference.awaitChange("nulle"));
        domain.local.ref("r", Codecs.utf8()).set(null);
        assertThat(waiting.get()).isNull();
        reference.set("f");
        assertThat(reference.getAndSet(null)).isEqualTo("f");
    }

    @Test
    void shouldKeepANestedListLive() {
        ManagedNamespace namespace = manager().namespace("n");
        ManagedList<Object> inner = manager().list("inner", Codecs.any());
        namespace.set("x", inner);

        ManagedList<Object> found = cast(namespace.get("x"));
        found.add("appended");

        assertThat(inner).containsExactly("appended");
        ManagedNamespace here = domain.parley.namespace("n");
        assertThat((CollectionsContract.<List<Object>>cast(here.get("x")))).containsExactly("appended");
        assertThat(PyFormat.repr(namespace)).isEqualTo("Namespace(x=['appended'])");
        assertThat(namespace.get("x")).isSameAs(found);
    }

    @Test
    void shouldKeepEveryKindOfCollectionLive() {
        ManagedMap<String, Object> map = map();
        map.put("map", manager().map("inner", Codecs.utf8(), Codecs.int64()));
        map.put("set", manager().set("inner", Codecs.utf8()));
        map.put("ref", manager().ref("inner", Codecs.utf8()));
        map.put("namespace", manager().namespace("inner"));
        map.put("number", manager().longValue("inner", 7));

        (CollectionsContract.<ManagedMap<String, Long>>cast(map.get("map"))).put("a", 1L);
        (CollectionsContract.<ManagedSet<String>>cast(map.get("set"))).add("b");
        (CollectionsContract.<ManagedRef<String>>cast(map.get("ref"))).set("c");
        ((ManagedNamespace) map.get("namespace")).set("d", map);
        assertThat(((ManagedLong) map.get("number")).get()).isEqualTo(7);

        assertThat(domain.parley.map("inner", Codecs.utf8(), Codecs.int64())).containsEntry("a", 1L);
        assertThat(domain.parley.set("inner", Codecs.utf8())).contains("b");
        assertThat(domain.parley.ref("inner", Codecs.utf8()).get()).isEqualTo("c");
        assertThat(domain.parley.namespace("inner").get("d")).isInstanceOf(Map.class);
    }

    @Test
    void shouldKeepAQueueInAMapLive() throws Exception {
        domain.parley.queue("inner", Codecs.utf8());
        ManagedMap<String, Object> map = map();
        map.put("queue", manager().queue("inner", Codecs.utf8()));
        map.put("lock", manager().lock("guard"));

        CollectionsContract.<ManagedQueue<String>>cast(map.get("queue")).put("message");

        assertThat(domain.parley.queue("inner", Codecs.utf8()).take()).isEqualTo("message");
        assertThat(map.get("lock")).isInstanceOf(ManagedLock.class);
        ManagedQueue<Object> references = manager().queue("references", Codecs.any());
        references.put(map);
        assertThat(CollectionsContract.<Map<String, Object>>cast(references.take()))
                .containsOnlyKeys("queue", "lock");
    }

    @Test
    void shouldNotTakeAnotherObjectOfTheSameNameForIt() {
        ManagedNamespace namespace = manager().namespace("n");
        ManagedList<Object> inner = manager().list("inner", Codecs.any());
        namespace.set("x", inner);
        domain.parley.list("inner", Codecs.any()).delete();
        domain.parley.list("inner", Codecs.any()).add(1);

        assertThatThrownBy(() -> namespace.get("x"))
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining("list 'inner'");
        assertThatThrownBy(() -> namespace.set("y", inner)).isInstanceOf(ObjectDeletedException.class);
    }
}
