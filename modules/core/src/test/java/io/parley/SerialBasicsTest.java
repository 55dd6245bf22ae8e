package io.parley;

import static io.parley.Messages.roundTrip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every JDK class that {@link Codecs#serializable} promises, on whatever JDK this runs. */
@Timeout(60)
class SerialBasicsTest {
    private record Box(Object content) implements Serializable {}

    /* DayOfWeek stands for an application's enum. */
    private final Codec<Box> codec = Codecs.serializable(Box.class, DayOfWeek.class);

    static List<Object> values() {
        List<String> abc = List.of("a", "b", "c");
        Map<String, Integer> map = Map.of("a", 1, "b", 2);
        return List.of(
                "text",
                true,
                (byte) 1,
                (short) 2,
                'c',
                3,
                4L,
                5f,
                6d,
                BigInteger.TEN.pow(50),
                new BigDecimal("-1.50"),
                new UUID(1, 2),
                DayOfWeek.FRIDAY,
                Instant.EPOCH,
                Duration.ofNanos(5),
                Period.ofDays(3),
                LocalDate.EPOCH,
                LocalDateTime.MAX,
                LocalDateTime.MIN.atOffset(ZoneOffset.MAX),
                LocalDateTime.of(2000, 1, 1, 0, 0).atZone(ZoneId.of("Europe/Paris")),
                new AbstractMap.SimpleEntry<>("k", 1),
                new AbstractMap.SimpleImmutableEntry<>("k", 1),
                new ArrayList<>(abc),
                new LinkedList<>(abc),
                new HashSet<>(abc),
                new LinkedHashSet<>(abc),
                new TreeSet<>(abc),
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                EnumSet.noneOf(DayOfWeek.class),
                new HashMap<>(map),
                new LinkedHashMap<>(map),
                new TreeMap<>(map),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, "m")),
                Arrays.asList("a", null),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                List.copyOf(Set.of(1, 2, 3)),
                Stream.of("a", null).toList(),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of("a", 1),
                map,
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonList("a"),
                Collections.singleton("a"),
                Collections.singletonMap("a", 1),
                Collections.unmodifiableList(new LinkedList<>(abc)),
                Collections.unmodifiableList(new ArrayList<>(abc)),
                Collections.unmodifiableSet(new HashSet<>(abc)),
                Collections.unmodifiableMap(new HashMap<>(map)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldCarryHarmlessClassesOfTheJdk(Object value) {
        assertThat(roundTrip(codec, new Box(value)).content()).isEqualTo(value).hasSameClassAs(value);
    }

    static List<Object> arrays() {
        return List.of(
                new boolean[] {true},
                new byte[] {1},
                new short[0],
                new char[] {'c'},
                new int[] {1, 2},
                new long[] {1},
                new float[] {1},
                new double[] {1},
                new int[][] {{1}, {}},
                new String[] {"a", null},
                new Object[] {"a", 1, new Object[0]},
                new Integer[] {1},
                new DayOfWeek[] {DayOfWeek.MONDAY},
                new DayOfWeek[1][1],
                new Box[] {new Box(1)});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void shouldCarryArrays(Object array) {
        Object received = roundTrip(codec, new Box(array)).content();

        assertThat(Arrays.deepEquals(new Object[] {received}, new Object[] {array}))
                .isTrue();
        assertThat(received).hasSameClassAs(array);
    }

    @Test
    void shouldCarryWhatHasNoEquals() {
        Box deque = roundTrip(codec, new Box(new ArrayDeque<>(List.of(1, 2))));
        Box collection = roundTrip(codec, new Box(Collections.unmodifiableCollection(new ArrayList<>(List.of(1)))));

        assertThat((ArrayDeque<?>) deque.content()).hasToString("[1, 2]");
        assertThat(collection.content()).hasToString("[1]");
    }

    @Test
    void shouldCarryLargeAndSparseTables() {
        Map<Integer, Integer> sparse = new HashMap<>(4, 0.01f);
        IntStream.range(0, 50_000).forEach(i -> sparse.put(i, null));
        List<Set<Byte>> many = IntStream.range(0, 5_000)
                .<Set<Byte>>mapToObj(i -> new HashSet<>(Set.of((byte) i)))
                .toList();

        assertThat(roundTrip(codec, new Box(sparse)).content()).isEqualTo(sparse);
        assertThat(roundTrip(codec, new Box(many)).content()).isEqualTo(many);
        assertThat(roundTrip(codec, new Box(new long[100_000])).content()).isEqualTo(new long[100_000]);
        assertThat(roundTrip(codec, new Box(new Object[100_000])).content()).isEqualTo(new Object[100_000]);
        assertThat(roundTrip(codec, new Box("x".repeat(100_000))).content()).isEqualTo("x".repeat(100_000));
    }

    @Test
    void shouldCarryCyclesAndSharedReferences() {
        Object shared = new ArrayList<>(List.of("a"));
        Object[] ring = {null, shared, shared};
        ring[0] = ring;

        Object[] received = (Object[]) roundTrip(codec, new Box(ring)).content();

        assertThat(received[0]).isSameAs(received);
        assertThat(received[1]).isSameAs(received[2]).isEqualTo(shared);
    }
}
