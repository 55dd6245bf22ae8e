package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects on their way to another process and back; both ends are in this one. */
@Timeout(60)
class ObjectStreamsTest extends BetweenTwoOpenings {
    record Leg(String book, int size) implements Serializable {}

    record Order(long id, List<Leg> legs, Side side) implements Serializable {}

    enum Side {
        BUY,
        SELL {
            @Override
            public String toString() {
                return "sale";
            }
        }
    }

    static List<Object> values() {
        TreeMap<String, Integer> sorted = new TreeMap<>(Collections.reverseOrder());
        sorted.put("a", 1);
        sorted.put("b", 2);
        return List.of(
                true,
                false,
                (byte) 1,
                (short) 2,
                'c',
                3,
                Integer.MIN_VALUE,
                4L,
                Long.MIN_VALUE,
                5f,
                6d,
                Double.NaN,
                "",
                "text",
                "naïve ÿ",
                "Ω 😀",
                "half \ud83d a pair",
                new Order(7, List.of(new Leg("x", 1), new Leg(null, 2)), Side.SELL),
                Side.SELL,
                sorted,
                new ConcurrentHashMap<>(Map.of("k", List.of(1, 2))),
                new ConcurrentSkipListMap<>(Map.of("k", 1)),
                new CopyOnWriteArrayList<>(List.of(1, 2)),
                new BitSet(70),
                URI.create("http://example.org/a?b#c"),
                new File("/tmp/x"),
                new Date(5),
                Locale.GERMANY,
                TimeZone.getTimeZone("Europe/Berlin"),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSortedMap(sorted),
                Collections.newSetFromMap(new ConcurrentHashMap<>()),
                Set.of(1, 2, 3),
                Order.class,
                Order[].class,
                int.class,
                int[][].class,
                String.class,
                Duration.class,
                ZonedDateTime.class);
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldArriveEqual(Object value) {
        Object arrived = sent(value);

        assertThat(arrived).isEqualTo(value).hasSameClassAs(value);
    }

    static List<Arguments> arrays() {
        return Stream.of(
                        new byte[] {1, -2},
                        new int[] {1, Integer.MIN_VALUE},
                        new long[] {1, Long.MIN_VALUE},
                        new double[] {1.5, Double.NaN},
                        new float[] {1.5f},
                        new short[] {-1},
                        new char[] {'x', '\ud83d'},
                        new boolean[] {true},
                        new int[0],
                        new String[] {"a", null},
                        new Leg[] {new Leg("x", 1)},
                        new Runnable[1],
                        new Class<?>[] {Leg.class, int.class},
                        new int[][] {{1}, {2, 3}})
                .map(array -> Arguments.of((Object) array))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void shouldArriveAsTheSameArray(Object array) {
        Object arrived = sent(array);

        assertThat(arrived).hasSameClassAs(array).isNotSameAs(array);
        assertThat(Arrays.deepEquals(new Object[] {arrived}, new Object[] {array}))
                .isTrue();
    }

    @Test
    void shouldCarryNullAndTheOddOnes() {
        assertThat(this.<Object>sent(null)).isNull();
        assertThat(sent(new PriorityQueue<>(List.of(3, 1, 2))).poll()).isEqualTo(1);
        assertThat(sent(new ConcurrentLinkedQueue<>(List.of(1, 2)))).containsExactly(1, 2);
        assertThat(sent(new IdentityHashMap<>(Map.of(1, "x"))).values()).containsExactly("x");
    }

    @Test
    void shouldKeepWhoIsWhoWithinOneObject() {
        List<Object> cycle = new ArrayList<>();
        Leg leg = new Leg("x", 1);
        cycle.add(cycle);
        cycle.add(leg);
        cycle.add(leg);

        List<Object> arrived = sent(cycle);

        assertThat(arrived.get(0)).isSameAs(arrived);
        assertThat(arrived.get(1)).isSameAs(arrived.get(2)).isEqualTo(leg).isNotSameAs(leg);
    }

    @Test
    void shouldCopyAtTheMomentOfTheCall() {
        List<Integer> list = new ArrayList<>(List.of(1));

        byte[] bytes = ObjectStreams.write(list, here);
        list.add(2);

        assertThat(ObjectStreams.read(bytes, 0, bytes.length, there)).isEqualTo(List.of(1));
    }

    static int twice(int number) {
        return 2 * number;
    }

    @Test
    void shouldCarryLambdasAndMethodReferences() throws Exception {
        int captured = 20;
        SerializableFunction<Integer, Integer> plus = n -> n + captured;
        SerializableFunction<Integer, Integer> twice = ObjectStreamsTest::twice;
        Comparator<Leg> bySize =
                Comparator.comparing((SerializableLegSize) Leg::size).reversed();

        assertThat(sent(plus).apply(1)).isEqualTo(21);
        assertThat(sent(twice).apply(4)).isEqualTo(8);
        assertThat(sent(bySize).compare(new Leg("a", 1), new Leg("b", 2))).isPositive();
    }

    private interface SerializableLegSize extends java.util.function.Function<Leg, Integer>, Serializable {}

    @Test
    void shouldWriteAndReadALambdaThatCapturesNothingOnce() throws Exception {
        List<SerializableCallable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tasks.add(() -> 42);
        }

        byte[] first = ObjectStreams.write(tasks.get(0), here);
        byte[] second = ObjectStreams.write(tasks.get(1), here);
        Object read = ObjectStreams.read(first, 0, first.length, there);

        assertThat(second).isSameAs(first);
        assertThat(ObjectStreams.read(first.clone(), 0, first.length, there)).isSameAs(read);
        assertThat(((Callable<?>) read).call()).isEqualTo(42);
    }

    @Test
    void shouldTellLambdasOfDifferentCapturesApart() throws Exception {
        List<SerializableCallable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int captured = i;
            tasks.add(() -> captured);
        }

        assertThat(sent(tasks.get(0)).call()).isEqualTo(0);
        assertThat(sent(tasks.get(1)).call()).isEqualTo(1);
    }

    @Test
    void shouldArriveAsTheReadersDomain() {
        assertThat(sent(here)).isSameAs(there);
    }

    @Test
    void shouldCarryCodecsAsWhatTheyAreMadeOf() {
        Codec<?> any = Codecs.any(Order.class).with(Leg.class, Codecs.record(Leg.class));
        List<Codec<?>> codecs = List.of(
                Codecs.utf8(),
                Codecs.int64Array(),
                Codecs.record(Leg.class),
                Codecs.serializable(Order.class, Leg.class, Side.class),
                any);

        for (Codec<?> codec : codecs) {
            assertThat((Object) sent(codec)).isEqualTo(codec);
        }
        assertThat((Object) sent(Codecs.serializable(Order.class))).isNotEqualTo(codecs.get(3));
    }

    @Test
    void shouldRefuseBytesThatAreCutShortOrTooLong() {
        for (Object value : List.of(5L, "text", "Ω", new int[] {1}, Side.BUY, (SerializableRunnable) () -> {})) {
            byte[] bytes = ObjectStreams.write(value, here);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

            if (!(value instanceof String)) {
                assertThatThrownBy(() -> ObjectStreams.read(longer, 0, longer.length, there))
                        .isInstanceOf(CodecException.class);
                assertThatThrownBy(() -> ObjectStreams.read(bytes, 0, bytes.length - 1, there))
                        .isInstanceOf(CodecException.class);
            }
        }
        assertThatThrownBy(() -> ObjectStreams.read(new byte[0], 0, 0, there)).isInstanceOf(CodecException.class);
    }
}
