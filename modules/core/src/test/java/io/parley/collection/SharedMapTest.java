package io.parley.collection;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@link CollectionContractTest} does not ask for. */
@Timeout(60)
class SharedMapTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedMap<String, Long> map;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        map = parley.map("positions", Codecs.utf8(), Codecs.int64());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    record Order(int id, String symbol) {}

    @Test
    void shouldShowOneMapThroughTwoHandles() {
        SharedMap<String, Long> other = parley.map("positions", Codecs.utf8(), Codecs.int64());

        map.set("SAP", 100L);

        assertThat(other.get("SAP")).isEqualTo(100);
        assertThat(other).isEqualTo(map).hasSameHashCodeAs(map).hasToString("{SAP=100}");
        assertThat(other.name()).isEqualTo("positions");
        assertThat(other.path()).isEqualTo(map.path()).hasFileName("positions.map");
    }

    @Test
    void shouldReadAndWriteBytesInPlace() {
        SharedMap<Integer, Order> orders =
                parley.map("orders", new IntCodec(), Codecs.record(Order.class), o -> o.insertionOrder(true));

        orders.write(7, "ÖMV", (symbol, out) -> {
            out.writeInt(42);
            out.writeByte(1);
            out.writeUtf8(symbol);
        });
        List<Integer> read = new ArrayList<>();

        assertThat(orders.get(7)).isEqualTo(new Order(42, "ÖMV"));
        assertThat(orders.read(7, read, (target, in) -> target.add(in.readInt())))
                .isTrue();
        assertThat(read).containsExactly(42);
        assertThat(orders.read(8, read, (target, in) -> target.clear())).isFalse();
        assertThat(read).hasSize(1);
    }

    @Test
    void shouldPutNothingIfTheEncoderThrows() {
        assertThatThrownBy(() -> map.write("SAP", 1L, (source, out) -> {
                    out.writeInt(3);
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");

        assertThat(map).isEmpty();
        map.set("SAP", 2L);
        assertThat(map).containsExactly(Map.entry("SAP", 2L));
    }

    @Test
    void shouldFindAnArrayByItsBytes() {
        SharedMap<byte[], byte[]> raw = parley.map("raw", Codecs.bytes(), Codecs.bytes());
        raw.put(new byte[] {1}, new byte[] {2, 3});

        assertThat(raw.containsValue(new byte[] {2, 3})).isTrue();
        assertThat(raw.containsValue(new byte[] {2})).isFalse();
        assertThat(raw.replace(new byte[] {1}, new byte[] {2, 3}, new byte[] {4}))
                .isTrue();
        assertThat(raw.entrySet().contains(Map.entry(new byte[] {1}, new byte[] {4})))
                .isTrue();
        assertThat(raw.remove(new byte[] {1}, new byte[] {2, 3})).isFalse();
        assertThat(raw.remove(new byte[] {1}, new byte[] {4})).isTrue();
    }

    /** Values whose bytes differ, and that are equal all the same. */
    @Test
    void shouldFindWhatIsEqualWithOtherBytes() {
        SharedMap<String, List<Integer>> lists = parley.map("lists", Codecs.utf8(), new BackwardsCodec());
        lists.put("a", List.of(1, 2));
        assertThat(lists.containsValue(new ArrayList<>(List.of(1, 2)))).isTrue();
        assertThat(lists.remove("a", new ArrayList<>(List.of(1, 2)))).isTrue();
    }

    @Test
    void shouldMissWhatTheCodecCannotWrite() {
        SharedMap<Order, Order> orders = parley.map("orders", Codecs.record(Order.class), Codecs.record(Order.class));
        orders.put(new Order(1, "A"), new Order(2, "B"));
        map.put("SAP", 1L);

        for (SharedMap<?, ?> each : List.of(orders, map)) {
            assertThat(each.get(new IntCodec())).isNull();
            assertThat(each.containsKey(5)).isFalse();
            assertThat(each.containsValue("text")).isFalse();
            assertThat(each.remove(5)).isNull();
            assertThat(each.remove(5, 5)).isFalse();
            assertThat(each.keySet().contains(5)).isFalse();
            assertThat(each.keySet().remove(5)).isFalse();
            assertThat(each.entrySet().contains(Map.entry(5, 5))).isFalse();
            assertThat(each.equals(Map.of(5, 5))).isFalse();
            assertThat(Map.of(5, 5).equals(each)).isFalse();
            assertThat(each).hasSize(1);
        }
    }

    @Test
    void shouldRefuseNullByName() {
        assertThatThrownBy(() -> map.put(null, 1L))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("null cannot be a key of")
                .hasMessageContaining("positions.map");
        assertThatThrownBy(() -> map.set("a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("null cannot be a value of");
    }

    @Test
    void shouldLeaveTheEntryAsItWasWhenAFunctionThrows() {
        map.set("a", 1L);

        assertThatThrownBy(() -> map.compute("a", (key, value) -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> map.merge("a", 1L, (old, given) -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> map.replaceAll((key, value) -> null)).isInstanceOf(NullPointerException.class);

        assertThat(map).containsExactly(Map.entry("a", 1L));
        assertThat(map.merge("a", 1L, Long::sum)).isEqualTo(2);
    }

    @Test
    void shouldReadAndNotWriteInsideAFunction() {
        map.set("a", 1L);
        map.set("b", 10L);
        SharedMap<String, Long> same = parley.map("positions", Codecs.utf8(), Codecs.int64());
        SharedMap<String, Long> another = parley.map("another", Codecs.utf8(), Codecs.int64());

        assertThat(map.compute("a", (key, value) -> value + map.get("b") + same.get("a")))
                .isEqualTo(12);
        assertThatThrownBy(() -> map.compute("a", (key, value) -> map.put("a", 7L)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> map.merge("a", 7L, (old, given) -> same.merge("a", 7L, Long::sum)))
                .isInstanceOf(IllegalStateException.class);
        map.compute("a", (key, value) -> {
            another.merge(key, value, Long::sum);
            return another.compute(key, (k, v) -> v * 2);
        });

        assertThat(map).containsOnly(Map.entry("a", 24L), Map.entry("b", 10L));
        assertThat(another).containsExactly(Map.entry("a", 24L));
    }

    @Test
    void shouldGiveOutCopiesThatRefuseToBeChangedExceptInsideAFunction() {
        SharedMap<String, List<Integer>> lists = parley.map("lists", Codecs.utf8(), new BackwardsCodec());

        assertThatThrownBy(() ->
                        lists.computeIfAbsent("a", key -> new ArrayList<>()).add(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("map 'lists' key 'a'")
                .hasMessageContaining("compute");
        lists.merge("a", List.of(1), (old, given) -> {
            old.addAll(given);
            return old;
        });
        lists.compute("a", (key, list) -> {
            list.add(2);
            return list;
        });

        assertThat(lists).hasToString("{a=[1, 2]}");
        assertThatThrownBy(() -> lists.get("a").add(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> lists.values().iterator().next().add(3))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("map 'lists'");
        lists.put("b", lists.get("a"));
        assertThat(lists.get("b")).isEqualTo(List.of(1, 2));
    }

    @Test
    void shouldStayOpenForOneHandleWhenAnotherCloses() {
        SharedMap<String, Long> other = parley.map("positions", Codecs.utf8(), Codecs.int64());
        map.set("a", 1L);

        map.close();
        for (long i = 0; i < 10_000; i++) {
            other.merge("k" + i, i, Long::sum);
        }

        assertThat(other).hasSize(10_001).containsEntry("a", 1L).containsEntry("k9999", 9_999L);
        assertThatThrownBy(() -> map.get("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> map.set("a", 2L)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> map.forEach((key, value) -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotAskTheFunctionForWhatIsThere() {
        map.set("a", 1L);
        assertThat(map.computeIfAbsent("a", key -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(1);
    }

    @Test
    void shouldIterateWhileItChanges() {
        for (long i = 0; i < 100; i++) {
            map.set("k" + i, i);
        }
        Map<String, Long> seen = new HashMap<>();
        for (Map.Entry<String, Long> entry : map.entrySet()) {
            assertThat(seen.put(entry.getKey(), entry.getValue())).isNull();
            map.set("new" + seen.size(), 0L);
            map.removeKey("k" + (50 + seen.size() % 50));
        }
        for (long i = 0; i < 50; i++) {
            assertThat(seen).containsEntry("k" + i, i);
        }
        assertThat(map).doesNotContainKey("k60");
    }

    @Test
    void shouldRemoveByIteratorAlsoAfterALookAhead() {
        map.putAll(Map.of("a", 1L, "b", 2L));
        Iterator<String> keys = map.keySet().iterator();
        assertThatThrownBy(keys::remove).isInstanceOf(IllegalStateException.class);

        String first = keys.next();
        keys.hasNext();
        keys.remove();

        assertThat(map).hasSize(1).doesNotContainKey(first);
        assertThatThrownBy(keys::remove).isInstanceOf(IllegalStateException.class);
        keys.next();
        assertThatThrownBy(keys::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldKeepOrRefuseTheOrder() {
        SharedMap<String, Long> ordered =
                parley.map("ordered", Codecs.utf8(), Codecs.int64(), o -> o.insertionOrder(true));
        ordered.put("z", 1L);
        ordered.put("a", 2L);
        ordered.put("z", 3L);
        ordered.merge("m", 1L, Long::sum);
        ordered.remove("a");
        ordered.computeIfAbsent("a", key -> 4L);

        SharedMap<String, Long> asItIs = parley.map("ordered", Codecs.utf8(), Codecs.int64());

        assertThat(asItIs).hasToString("{z=3, m=1, a=4}");
        assertThat(asItIs.keepsInsertionOrder()).isTrue();
        assertThat(map.keepsInsertionOrder()).isFalse();
        assertThat(asItIs.keySet().stream()).containsExactly("z", "m", "a");
        assertThatThrownBy(() -> parley.map("ordered", Codecs.utf8(), Codecs.int64(), o -> o.insertionOrder(false)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("ordered.map")
                .hasMessageContaining("order")
                .hasMessageContaining("found=")
                .hasMessageContaining("expected=");
    }

    @Test
    void shouldRefuseOtherCodecs() {
        assertThatThrownBy(() -> parley.map("positions", Codecs.utf8(), Codecs.utf8()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("int64")
                .hasMessageContaining("utf8");
        assertThatThrownBy(() -> parley.map("positions", Codecs.bytes(), Codecs.int64()))
                .isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldSayWhatCannotBeDecoded() {
        map.write("a", 1, (source, out) -> out.writeByte(source));
        assertThatThrownBy(() -> map.get("a"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("positions.map")
                .hasMessageContaining("int64")
                .hasMessageContaining("bytes=1");
        map.set("a", 5L);
        assertThat(map.get("a")).isEqualTo(5);
    }

    @Test
    void shouldPrintItsNameWhenItIsOfNoUseAnyMore() {
        SharedMap<String, Long> closed = parley.map("positions", Codecs.utf8(), Codecs.int64());
        closed.close();
        closed.close();
        assertThat(closed.toString()).contains("positions", "closed");

        map.delete();
        map.delete();

        assertThat(map.isDeleted()).isTrue();
        assertThat(map.toString()).contains("positions", "deleted");
        assertThatThrownBy(() -> map.put("a", 1L)).isInstanceOf(ObjectDeletedException.class);
        SharedMap<String, Long> again = parley.map("positions", Codecs.utf8(), Codecs.int64());
        assertThat(again).isEmpty();
    }

    /** Four bytes. */
    static final class IntCodec implements Codec<Integer> {
        @Override
        public void encode(Integer number, MessageWriter out) {
            out.writeInt(number);
        }

        @Override
        public Integer decode(MessageReader in) {
            return in.readInt();
        }

        @Override
        public String id() {
            return "int";
        }
    }

    /** Numbers; those of immutable lists in the other order, to have two ways of writing the same. */
    static final class BackwardsCodec implements Codec<List<Integer>> {
        @Override
        public void encode(List<Integer> list, MessageWriter out) {
            boolean forwards = list instanceof ArrayList;
            out.writeByte(forwards ? 1 : 0);
            for (int i = 0; i < list.size(); i++) {
                out.writeInt(list.get(forwards ? i : list.size() - 1 - i));
            }
        }

        @Override
        public List<Integer> decode(MessageReader in) {
            boolean forwards = in.readByte() == 1;
            List<Integer> list = new ArrayList<>();
            while (in.remaining() > 0) {
                list.add(forwards ? list.size() : 0, in.readInt());
            }
            return list;
        }

        @Override
        public String id() {
            return "backwards";
        }
    }
}
