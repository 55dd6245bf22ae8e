package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class DetachedTest {
    private static final String REFUSAL = "detached copy of map 'settings' key 'colours'";

    private static final Codec<?> SERIAL_COLLECTION = Codecs.serializable(Collection.class);
    private static final Codec<Object> SERIAL = Codecs.serializable(Object.class);

    private static Detached detached(Codec<?> codec) {
        return Detached.make(codec, "map 'settings'", "key", "compute");
    }

    private static <V> V copy(V value) {
        return detached(Codecs.serializable(Object.class)).copy(value, "colours");
    }

    private static List<String> list() {
        return copy(new ArrayList<>(List.of("red", "green", "blue")));
    }

    static List<Consumer<List<String>>> listChanges() {
        return List.of(
                list -> list.add("x"),
                list -> list.add(0, "x"),
                list -> list.addAll(List.of()),
                list -> list.addAll(0, List.of()),
                list -> list.set(0, "x"),
                list -> list.remove(0),
                list -> list.remove("absent"),
                list -> list.removeAll(List.of()),
                list -> list.retainAll(List.of()),
                list -> list.removeIf(each -> false),
                list -> list.replaceAll(each -> each),
                list -> list.sort(null),
                List::clear,
                list -> afterNext(list.iterator()).remove(),
                list -> afterNext(list.listIterator()).remove(),
                list -> afterNext(list.listIterator(1)).set("x"),
                list -> list.listIterator().add("x"),
                list -> list.subList(0, 2).clear(),
                list -> list.subList(0, 2).subList(0, 1).add("x"));
    }

    private static <T, I extends Iterator<T>> I afterNext(I iterator) {
        iterator.next();
        return iterator;
    }

    @ParameterizedTest
    @MethodSource("listChanges")
    void shouldRefuseEveryChangeOfAList(Consumer<List<String>> change) {
        List<String> list = list();

        assertThatThrownBy(() -> change.accept(list))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this list is a " + REFUSAL + ": changing it would change nothing there. Copy it, change"
                        + " the copy and put that back, or use compute");

        assertThat(list).containsExactly("red", "green", "blue");
    }

    static List<Consumer<Set<String>>> setChanges() {
        return List.of(
                set -> set.add("red"),
                set -> set.addAll(Set.of()),
                set -> set.remove("absent"),
                set -> set.removeAll(Set.of()),
                set -> set.retainAll(Set.of()),
                set -> set.removeIf(each -> false),
                Set::clear,
                set -> afterNext(set.iterator()).remove());
    }

    @ParameterizedTest
    @MethodSource("setChanges")
    void shouldRefuseEveryChangeOfASet(Consumer<Set<String>> change) {
        Set<String> set = copy(new LinkedHashSet<>(List.of("red", "green")));

        assertThatThrownBy(() -> change.accept(set))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("this set is a " + REFUSAL);

        assertThat(set).containsExactly("red", "green");
    }

    static List<Consumer<Map<String, Integer>>> mapChanges() {
        return List.of(
                map -> map.put("a", 1),
                map -> map.putAll(Map.of()),
                map -> map.putIfAbsent("a", 1),
                map -> map.remove("absent"),
                map -> map.remove("a", 2),
                map -> map.replace("a", 1),
                map -> map.replace("a", 1, 1),
                map -> map.replaceAll((key, value) -> value),
                map -> map.compute("a", (key, value) -> value),
                map -> map.computeIfAbsent("a", key -> 1),
                map -> map.computeIfPresent("a", (key, value) -> value),
                map -> map.merge("a", 1, Integer::sum),
                Map::clear,
                map -> afterNext(map.entrySet().iterator()).remove(),
                map -> map.entrySet().iterator().next().setValue(5));
    }

    @ParameterizedTest
    @MethodSource("mapChanges")
    void shouldRefuseEveryChangeOfAMap(Consumer<Map<String, Integer>> change) {
        Map<String, Integer> map = copy(new LinkedHashMap<>(Map.of("a", 1)));

        assertThatThrownBy(() -> change.accept(map))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(REFUSAL);

        assertThat(map).containsExactly(Map.entry("a", 1));
    }

    @Test
    void shouldRefuseChangesThroughTheViewsOfAMap() {
        Map<String, Integer> map = copy(new LinkedHashMap<>(Map.of("a", 1)));

        assertThatThrownBy(() -> map.keySet().clear()).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.values().remove(7)).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.entrySet().removeIf(entry -> true)).hasMessageContaining(REFUSAL);
    }

    @Test
    void shouldRefuseChangesOfWhatLiesInside() {
        Map<String, List<Set<String>>> map =
                copy(new LinkedHashMap<>(Map.of("a", new LinkedList<>(List.of(new LinkedHashSet<>(Set.of("x")))))));

        assertThatThrownBy(() -> map.get("a").add(Set.of())).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.get("a").get(0).add("y")).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.values().iterator().next().clear()).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.entrySet().iterator().next().getValue().clear())
                .hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.get("a").toArray(new Set<?>[0])[0].clear()).hasMessageContaining(REFUSAL);
        assertThatThrownBy(() -> map.get("a").stream().findFirst().orElseThrow().clear())
                .hasMessageContaining(REFUSAL);
    }

    @Test
    void shouldBeEqualToWhatItShowsAndPrintLikeIt() {
        List<List<Integer>> plain = new ArrayList<>(List.of(new ArrayList<>(List.of(1)), new ArrayList<>(List.of(2))));
        Map<String, Set<Integer>> map = new LinkedHashMap<>(Map.of("a", new LinkedHashSet<>(Set.of(1))));

        List<List<Integer>> view = copy(plain);
        Map<String, Set<Integer>> mapView = copy(map);

        assertThat(view.equals(plain) && plain.equals(view) && view.equals(copy(plain)))
                .isTrue();
        assertThat(mapView.equals(map) && map.equals(mapView) && mapView.equals(copy(map)))
                .isTrue();
        assertThat(mapView.entrySet().equals(map.entrySet())).isTrue();
        assertThat(view.hashCode()).isEqualTo(plain.hashCode());
        assertThat(mapView.hashCode()).isEqualTo(map.hashCode());
        assertThat(view + " " + mapView).isEqualTo("[[1], [2]] {a=[1]}");
        assertThat(view.contains(view.get(1))).isTrue();
        assertThat(view.equals(List.of(1))).isFalse();
    }

    @Test
    void shouldTellListsWithRandomAccessFromOthers() {
        assertThat(list()).isInstanceOf(RandomAccess.class);
        assertThat(list().subList(1, 2)).isInstanceOf(RandomAccess.class);
        assertThat(copy(new LinkedList<>(List.of("x")))).isNotInstanceOf(RandomAccess.class);
    }

    @Test
    void shouldBePutBackByTheCodecThatRead() {
        List<List<String>> plain = new ArrayList<>(List.of(new ArrayList<>(List.of("red"))));
        MessageBuffer bytes = new MessageBuffer();

        SERIAL.encode(detached(SERIAL).copy(plain, "colours"), bytes);

        assertThat(SERIAL.decode(bytes)).isEqualTo(plain).isExactlyInstanceOf(ArrayList.class);
    }

    @Test
    void shouldLeaveAloneWhatTheDeclaredTypeDoesNotAllowToExchange() {
        List<String> concrete = new ArrayList<>(List.of("x"));

        assertThat(detached(Codecs.serializable(ArrayList.class)).copy(concrete, 1))
                .isSameAs(concrete);
        assertThat(detached(new Decoding<>(concrete)).copy(concrete, 1)).isSameAs(concrete);
        assertThat(copy((Object) "text")).isEqualTo("text");
        assertThat(copy((Object) null)).isNull();
    }

    @Test
    void shouldGuardListsOfCodecsThatDeclareThem() {
        Codec<List<String>> codec = new Codec<>() {
            @Override
            public void encode(List<String> message, MessageWriter out) {
                message.forEach(out::writeUtf8);
            }

            @Override
            public List<String> decode(MessageReader in) {
                return new ArrayList<>(List.of(in.readUtf8()));
            }

            @Override
            public String id() {
                return "texts";
            }
        };

        List<String> list = detached(codec).copy(new ArrayList<>(), null);

        assertThatThrownBy(() -> list.add("x")).hasMessageContaining("copy of map 'settings':");
    }

    @Test
    void shouldGuardAnyCollectionWhereACollectionIsDeclared() {
        Collection<?> queue = detached(SERIAL_COLLECTION).copy(new ArrayDeque<>(List.of(1, 2)), "colours");
        Deque<Integer> deque = copy(new ArrayDeque<>(List.of(1)));

        assertThatThrownBy(queue::clear).hasMessageStartingWith("this collection is a " + REFUSAL);
        assertThat(queue).hasToString("[1, 2]").hasSize(2).isNotEmpty();
        assertThat(queue.contains(2) && queue.containsAll(List.of(1, 2))).isTrue();
        assertThat(deque.pop()).isEqualTo(1);
    }

    @Test
    void shouldShortenLongKeys() {
        List<String> list = detached(SERIAL).copy(new ArrayList<String>(), "k".repeat(1000));

        assertThatThrownBy(list::clear)
                .hasMessageContaining("k…'")
                .extracting(e -> e.getMessage().length())
                .isEqualTo(
                        ("this list is a detached copy of map 'settings' key '': changing it would change nothing there."
                                                + " Copy it, change the copy and put that back, or use compute")
                                        .length()
                                + 81);
    }

    /** A generic codec: nothing says what its values are declared as. */
    private static final class Decoding<T> implements Codec<T> {
        private final T value;

        Decoding(T value) {
            this.value = value;
        }

        @Override
        public void encode(T message, MessageWriter out) {
            out.writeByte(0);
        }

        @Override
        public T decode(MessageReader in) {
            return value;
        }

        @Override
        public String id() {
            return "own";
        }
    }
}
