package io.parley;

import static io.parley.Messages.bytesAllocatedBy;
import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HostileBytesTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int ROUNDS = 20_000;
    private static final long LITTLE_HEAP = 1 << 20;

    private enum Side {
        BUY,
        SELL
    }

    private record Leg(long quantity, String venue, Side side) implements Serializable {}

    private record Order(
            boolean firm,
            Long id,
            Side side,
            String text,
            byte[] raw,
            List<Leg> legs,
            List<List<Integer>> nested,
            Optional<Leg> extra,
            Instant at,
            Duration took,
            LocalDate day,
            BigDecimal price,
            UUID uuid) {}

    private record Bag(Object content) implements Serializable {}

    /** A codec and an honest message of it. */
    private enum Subject {
        UTF8(Codecs.utf8(), "naïve 😀"),
        INT64(Codecs.int64(), 42L),
        RECORD(
                Codecs.record(Order.class),
                new Order(
                        true,
                        1L,
                        Side.SELL,
                        "text",
                        new byte[] {1, 2, 3},
                        List.of(new Leg(1, "a", Side.BUY), new Leg(2, null, null)),
                        List.of(List.of(1, 2), List.of()),
                        Optional.of(new Leg(3, "x", Side.SELL)),
                        Instant.MAX,
                        Duration.ofDays(1),
                        LocalDate.MAX,
                        new BigDecimal("12.50"),
                        new UUID(1, 2))),
        SERIALIZABLE(Codecs.serializable(Bag.class, Leg.class, Side.class), new Bag(new Object[] {
            new ArrayList<>(List.of(1, 2L)),
            new HashMap<>(Map.of("a", new Leg(1, "x", Side.BUY))),
            new HashSet<>(Set.of(new BigDecimal("1.5"))),
            List.of(Instant.EPOCH),
            new long[] {1, 2}
        }));

        private final Codec<Object> codec;
        private final byte[] honest;

        @SuppressWarnings("unchecked")
        <E> Subject(Codec<E> codec, E message) {
            this.codec = (Codec<Object>) codec;
            honest = encode(codec, message);
        }
    }

    @BeforeAll
    static void reportSeed(TestReporter reporter) {
        reporter.publishEntry("parley.seed", Long.toString(SEED));
    }

    /* Changed bytes may still be a message; what they must not be is anything but a message or a CodecException. */
    private static void assertDecodesOrRefuses(Subject subject, byte[] bytes, int round) {
        try {
            assertThat(decode(subject.codec, bytes)).isNotNull();
        } catch (CodecException expected) {
            assertThat(expected).hasMessageMatching("(?s).{10,}");
        } catch (RuntimeException | Error e) {
            String hex = HexFormat.of().formatHex(bytes);
            fail("-Dparley.seed=" + SEED + " subject=" + subject + " round=" + round + " bytes=" + hex, e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSurviveRandomBytes(Subject subject) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            assertDecodesOrRefuses(subject, bytes, round);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSurviveChangedMessages(Subject subject) {
        Random random = new Random(SEED);
        int[] nasty = {0, 1, -1, 127, -128, 0x70, 0x71, 0x72, 0x73, 0x75, 0x77, 0x7e};
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Arrays.copyOf(subject.honest, subject.honest.length + random.nextInt(8) / 7);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : nasty[random.nextInt(nasty.length)]);
                if (random.nextInt(8) == 0) {
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0x7F);
                }
            }
            assertDecodesOrRefuses(subject, bytes, round);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryMessageCutShortOrTooLong(Subject subject) {
        for (int length = 0; length < subject.honest.length; length++) {
            byte[] cut = Arrays.copyOf(subject.honest, length);
            assertThatThrownBy(() -> decode(subject.codec, cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(CodecException.class);
        }
        byte[] extended = Arrays.copyOf(subject.honest, subject.honest.length + 1);
        assertThatThrownBy(() -> decode(subject.codec, extended)).isInstanceOf(CodecException.class);
    }

    private record Lists(List<List<Leg>> lists) {}

    private record Bytes(byte[] bytes) {}

    private record Number(BigDecimal number) {}

    @Test
    void shouldNotBelieveLengthsInRecords() {
        for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 100, -1, Integer.MIN_VALUE}) {
            byte[] claimed = ByteBuffer.allocate(20)
                    .put((byte) 1)
                    .putInt(Integer.reverseBytes(length))
                    .array();
            byte[] scaled = ByteBuffer.allocate(20)
                    .put((byte) 1)
                    .putInt(0)
                    .putInt(Integer.reverseBytes(length))
                    .array();

            assertRefusedCheaply(Codecs.record(Lists.class), claimed);
            assertRefusedCheaply(Codecs.record(Bytes.class), claimed);
            assertRefusedCheaply(Codecs.record(Number.class), scaled);
            assertRefusedCheaply(Codecs.utf8(), Arrays.copyOfRange(claimed, 1, 20));
        }
    }

    @Test
    void shouldNotBelieveLengthsInSerialisedObjects() {
        Codec<Bag> codec = Codecs.serializable(Bag.class);
        for (Object array : List.of(new long[3], new Object[3], new int[3][1], new boolean[3])) {
            byte[] bytes = encode(codec, new Bag(array));
            int at = lastIndexOf(bytes, new byte[] {0, 0, 0, 3});
            ByteBuffer.wrap(bytes).putInt(at, Integer.MAX_VALUE - 16);
            assertRefusedCheaply(codec, bytes);
        }
        byte[] map = encode(codec, new Bag(new HashMap<>(Map.of("a", 7, "b", 8, "c", 9))));
        ByteBuffer.wrap(map).putInt(lastIndexOf(map, new byte[] {0, 0, 0, 3}), 1 << 28);
        assertRefusedCheaply(codec, map);
        byte[] list = encode(codec, new Bag(List.of(7, 8, 9)));
        ByteBuffer.wrap(list).putInt(lastIndexOf(list, new byte[] {0, 0, 0, 3}), Integer.MAX_VALUE);
        assertRefusedCheaply(codec, list);
    }

    private static <E> void assertRefusedCheaply(Codec<E> codec, byte[] bytes) {
        Runnable refusal = () -> assertThatThrownBy(() -> decode(codec, bytes)).isInstanceOf(CodecException.class);
        refusal.run(); // loads classes

        long allocated = bytesAllocatedBy(refusal);

        assertThat(allocated).isLessThan(LITTLE_HEAP);
    }

    private static int lastIndexOf(byte[] bytes, byte[] part) {
        for (int i = bytes.length - part.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return fail("not found");
    }
}
