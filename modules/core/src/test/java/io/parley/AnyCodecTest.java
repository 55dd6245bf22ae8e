package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.memory.MessageBuffer;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class AnyCodecTest {
    private static final AnyCodec ANY = Codecs.any();

    private record Leg(String book, int size) {}

    private record Order(long id, List<Leg> legs) {}

    /** A record that only Java serialisation can carry. */
    private record Bag(Map<String, Integer> content) implements Serializable {}

    private enum Side {
        BUY,
        SELL {
            @Override
            public String toString() {
                return "sale";
            }
        }
    }

    private static final class Point implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int x;

        Point(int x) {
            this.x = x;
        }
    }

    private static final class Book {}

    private static MessageBuffer encode(AnyCodec codec, Object value) {
        MessageBuffer bytes = new MessageBuffer();
        codec.encode(value, bytes);
        return bytes;
    }

    private static Object roundTrip(AnyCodec codec, Object value) {
        return codec.decode(encode(codec, value));
    }

    static List<Object> values() {
        ZonedDateTime repeatedHour = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 5, ZoneId.of("Europe/Berlin"))
                .withLaterOffsetAtOverlap();
        return List.of(
                true,
                (byte) -7,
                (short) -30_000,
                'ß',
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.MIN_VALUE,
                -0.0,
                Double.NaN,
                "",
                "naïve 😀",
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("-0.00100"),
                new UUID(1, -2),
                Instant.ofEpochSecond(-1, 999_999_999),
                Duration.ofNanos(-1),
                LocalDate.of(-5, 2, 28),
                LocalTime.of(23, 59, 59, 999_999_999),
                LocalDateTime.of(2026, 11, 26, 19, 0),
                ZoneOffset.ofHoursMinutes(-3, -30),
                OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHours(9)),
                repeatedHour,
                OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC),
                Period.of(-1, 2, -3),
                Year.of(-44),
                YearMonth.of(2026, 12),
                MonthDay.of(2, 29),
                ZoneId.of("Asia/Kathmandu"),
                DayOfWeek.FRIDAY,
                TimeUnit.NANOSECONDS,
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {-1, 300},
                new char[] {'a', '€'},
                new int[] {1, Integer.MIN_VALUE},
                new long[] {},
                new float[] {1.5f},
                new double[] {Math.PI, Double.NEGATIVE_INFINITY},
                List.of(),
                Set.of(),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldBringBackWhatWentIn(Object value) {
        Object arrived = roundTrip(ANY, value);

        assertThat(arrived).isEqualTo(value).hasSameClassAs(value instanceof List ? new ArrayList<>() : arrived);
        assertThat(arrived.getClass().isInstance(value)
                        || value instanceof Set
                        || value instanceof Map
                        || value instanceof List)
                .isTrue();
    }

    @Test
    void shouldKeepOrderAndNullsInsideContainers() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("z", Arrays.asList(1, null, "x"));
        map.put(null, new LinkedHashSet<>(List.of(3, 1, 2)));
        map.put("a", Map.of("inner", List.of(new LinkedHashMap<>(Map.of(1, 2)))));

        Object arrived = roundTrip(ANY, map);

        assertThat(arrived).isEqualTo(map).hasToString(map.toString());
    }

    @Test
    void shouldCarryNamedRecordsEnumsAndSerialisableClasses() {
        AnyCodec codec = Codecs.any(Order.class, Bag.class, Side.class, Point.class);
        Order order = new Order(7, List.of(new Leg("EUR", 3)));

        assertThat(roundTrip(codec, List.of(order, Side.SELL, new Bag(Map.of("a", 1)))))
                .isEqualTo(List.of(order, Side.SELL, new Bag(Map.of("a", 1))));
        assertThat(roundTrip(codec, new Point(4)))
                .isInstanceOfSatisfying(
                        Point.class, point -> assertThat(point.x).isEqualTo(4));
    }

    @Test
    void shouldUseCodecsOfOnesOwn() {
        Codec<Book> codec = new Codec<>() {
            @Override
            public void encode(Book message, MessageWriter out) {
                out.writeByte(42);
            }

            @Override
            public Book decode(MessageReader in) {
                assertThat(in.readByte()).isEqualTo((byte) 42);
                assertThat(in.remaining()).isZero();
                return new Book();
            }

            @Override
            public String id() {
                return "book";
            }
        };

        Object arrived = roundTrip(ANY.with(Book.class, codec), List.of(new Book(), 1));

        assertThat((List<?>) arrived).hasSize(2).first().isInstanceOf(Book.class);
        assertThat(encode(ANY.with(String.class, Codecs.utf8()), "x").readByte())
                .isEqualTo((byte) AnyTypes.CODED);
        assertThatThrownBy(() -> ANY.decode(encode(ANY.with(Book.class, codec), new Book())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("by the codec 'book'")
                .hasMessageContaining("Codecs.any().with(");
    }

    @Test
    void shouldSayWhereAnUnknownClassIsAndWhatToDo() {
        assertThatThrownBy(() -> encode(ANY, new ArrayList<>(List.of(1, Map.of("k", new Book())))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("ArrayList[1]")
                .hasMessageContaining("(of type " + Book.class.getName() + "): nobody said how")
                .hasMessageContaining("Codecs.any(Book.class)")
                .hasMessageContaining("Codecs.any().with(Book.class, codec)");
        assertThatThrownBy(() -> encode(ANY, Side.SELL)).hasMessageContaining("Codecs.any(Side.class)");
        assertThatThrownBy(() -> encode(ANY, new Point(1))).hasMessageContaining("Codecs.any(Point.class)");
        assertThatThrownBy(() -> encode(ANY, new Object[] {1})).hasMessageContaining("Use a List");
        assertThatThrownBy(() -> encode(ANY, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldNotEvenLoadAClassThatAValueNames() {
        MessageBuffer bytes = encode(Codecs.any(Side.class), Side.BUY);

        assertThatThrownBy(() -> ANY.decode(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("enum " + Side.class.getName() + " is not allowed");
        assertThatThrownBy(() -> ANY.decode(encode(Codecs.any(Point.class), new Point(1))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Point.class.getName());
    }

    @Test
    void shouldRefuseAnEnumConstantThatIsNotThere() {
        MessageBuffer bytes = new MessageBuffer();
        bytes.writeByte(AnyTypes.ENUM);
        bytes.writeUtf8(Side.class.getName());
        bytes.writeUtf8("HOLD");

        assertThatThrownBy(() -> Codecs.any(Side.class).decode(bytes)).hasMessageContaining("no constant 'HOLD'");
    }

    @Test
    void shouldRefuseContainersThatAreNestedTooDeep() {
        List<Object> deep = new ArrayList<>();
        for (int i = 1; i < AnyCodec.MAX_DEPTH; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> deeper = List.of(deep);
        List<Object> circle = new ArrayList<>();
        circle.add(circle);

        assertThat(roundTrip(ANY, deep)).isEqualTo(deep);
        assertThatThrownBy(() -> encode(ANY, deeper))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("deeper than 200");
        assertThatThrownBy(() -> encode(ANY, circle)).hasMessageContaining("or one contains itself");
        assertThatThrownBy(() -> ANY.decode(nested(AnyCodec.MAX_DEPTH + 1)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("deeper than 200");
        assertThatThrownBy(() -> ANY.decode(nested(1_000_000))).isInstanceOf(CodecException.class);
    }

    private static MessageBuffer nested(int depth) {
        MessageBuffer bytes = new MessageBuffer();
        for (int i = 0; i < depth; i++) {
            bytes.writeByte(AnyTypes.LIST);
            bytes.writeInt(1);
        }
        bytes.writeByte(AnyTypes.NULL);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("lyingLengths")
    void shouldBelieveNoLengthBeyondTheBytesThereAre(int[] head) {
        for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 100}) {
            MessageBuffer bytes = new MessageBuffer();
            for (int tag : head) {
                bytes.writeByte(tag);
            }
            bytes.writeInt(length);
            bytes.writeLong(0);

            assertThatThrownBy(() -> ANY.decode(bytes)).as("length %d", length).isInstanceOf(CodecException.class);
        }
    }

    static List<int[]> lyingLengths() {
        List<int[]> heads = new ArrayList<>();
        for (int tag : new int[] {9, 10, 16, 17, 18, 19, 20, 21, 22, 23, 45, 48, 49, 50, 56, 57, 58}) {
            heads.add(new int[] {tag});
        }
        return heads;
    }

    @Test
    void shouldRefuseTagsThatNobodyWrites() {
        for (int tag = -128; tag < 128; tag++) {
            if (!AnyTypes.isLeaf(tag) && !Set.of(0, 48, 49, 50, 56, 57, 58, 64).contains(tag)) {
                MessageBuffer bytes = new MessageBuffer();
                bytes.writeByte(tag);
                assertThatThrownBy(() -> ANY.decode(bytes))
                        .isInstanceOf(CodecException.class)
                        .hasMessageContaining("unknown tag=" + tag);
            }
        }
    }

    @Test
    void shouldRefuseWhatNoWriterProduces() {
        MessageBuffer twice = new MessageBuffer();
        twice.writeByte(AnyTypes.SET);
        twice.writeInt(2);
        twice.writeByte(AnyTypes.NULL);
        twice.writeByte(AnyTypes.NULL);
        MessageBuffer nothing = new MessageBuffer();
        nothing.writeByte(AnyTypes.NULL);
        MessageBuffer tail = encode(ANY, 1);
        tail.writeByte(0);
        MessageBuffer badMonth = new MessageBuffer();
        badMonth.writeByte(43);
        badMonth.writeInt(2026);
        badMonth.writeByte(13);

        assertThatThrownBy(() -> ANY.decode(twice))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> ANY.decode(nothing))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> ANY.decode(tail))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("its end");
        assertThatThrownBy(() -> ANY.decode(badMonth))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("MonthOfYear");
    }

    /** Whatever the bytes are: a value, or a CodecException; never another failure. */
    @Test
    void shouldSurviveDamagedBytes() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        AnyCodec codec = Codecs.any(Order.class, Bag.class, Side.class);
        byte[] intact = copy(encode(
                codec,
                List.of(
                        new Order(1, List.of(new Leg("a", 2))),
                        Side.BUY,
                        new Bag(Map.of("k", 1)),
                        Map.of("x", new int[] {1, 2}, "y", Set.of(LocalDate.EPOCH, "z")))));

        for (int round = 0; round < 20_000; round++) {
            byte[] damaged =
                    Arrays.copyOf(intact, random.nextInt(4) == 0 ? random.nextInt(intact.length) : intact.length);
            for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            MessageBuffer bytes = new MessageBuffer();
            bytes.writeBytes(damaged, 0, damaged.length);
            try {
                assertThat(codec.decode(bytes)).isNotNull();
            } catch (CodecException e) {
                assertThat(e).as("-Dparley.seed=%d round %d", seed, round).hasMessageContaining(" ");
            }
        }
    }

    private static byte[] copy(MessageBuffer bytes) {
        return Arrays.copyOf(bytes.array(), bytes.length());
    }

    @Test
    void shouldRefuseARecordThatCannotBeAMessage() {
        record Odd(Object anything) {}

        assertThatThrownBy(() -> Codecs.any(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anything");
    }
}
