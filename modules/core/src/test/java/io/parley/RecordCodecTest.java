package io.parley;

import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static io.parley.Messages.roundTrip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordCodecTest {
    private enum Side {
        BUY,
        SELL {
            @Override
            int sign() {
                return -1;
            }
        },
        SELL_SHORT;

        int sign() {
            return 1;
        }
    }

    private record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    private record Wrappers(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h) {}

    private record Leg(long quantity, String venue) {}

    private record Values(
            String text,
            Side side,
            Leg leg,
            List<Leg> legs,
            List<List<Integer>> nested,
            Optional<String> note,
            Instant at,
            Duration took,
            LocalDate day,
            BigDecimal price,
            UUID uuid) {}

    private record Nothing() {}

    @Test
    void shouldCarryPrimitives() {
        Codec<Primitives> codec = Codecs.record(Primitives.class);
        Primitives large = new Primitives(
                true,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                '\uffff',
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Float.MIN_VALUE,
                Double.NEGATIVE_INFINITY);
        Primitives small = new Primitives(false, (byte) 1, (short) -2, 'x', 3, -4, -0f, Double.NaN);

        assertThat(roundTrip(codec, large)).isEqualTo(large);
        assertThat(roundTrip(codec, small)).isEqualTo(small);
        assertThat(encode(codec, small)).hasSize(1 + 1 + 2 + 2 + 4 + 8 + 4 + 8);
    }

    @Test
    void shouldCarryWrappersAndNulls() {
        Codec<Wrappers> codec = Codecs.record(Wrappers.class);
        Wrappers full = new Wrappers(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d);
        Wrappers empty = new Wrappers(null, null, null, null, null, null, null, null);

        assertThat(roundTrip(codec, full)).isEqualTo(full);
        assertThat(roundTrip(codec, empty)).isEqualTo(empty);
        assertThat(encode(codec, empty)).containsOnly(0).hasSize(8);
    }

    @Test
    void shouldCarryEveryReferenceTypeAndNulls() {
        Codec<Values> codec = Codecs.record(Values.class);
        Values full = new Values(
                "naïve 😀",
                Side.SELL,
                new Leg(1, null),
                Arrays.asList(new Leg(2, "x"), null),
                List.of(List.of(), List.of(1, 2)),
                Optional.of("note"),
                Instant.MIN.plusNanos(1),
                Duration.ofNanos(-1),
                LocalDate.MAX,
                new BigDecimal(BigInteger.TWO.pow(200).negate(), -7),
                new UUID(Long.MIN_VALUE, 1));
        Values empty = new Values(null, null, null, null, null, null, null, null, null, null, null);
        Values hollow = new Values(
                "",
                Side.SELL_SHORT,
                new Leg(0, ""),
                List.of(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                LocalDate.EPOCH,
                BigDecimal.ZERO,
                new UUID(0, 0));

        assertThat(roundTrip(codec, full)).isEqualTo(full);
        assertThat(roundTrip(codec, empty)).isEqualTo(empty);
        assertThat(roundTrip(codec, hollow)).isEqualTo(hollow);
        assertThat(roundTrip(Codecs.record(Nothing.class), new Nothing())).isEqualTo(new Nothing());
    }

    @Test
    void shouldLayBytesOutAsDocumented() {
        record Small(int number, Side side, String text, List<Leg> legs) {}

        byte[] bytes = encode(Codecs.record(Small.class), new Small(7, Side.BUY, "é", Arrays.asList((Leg) null)));

        assertThat(bytes)
                .containsExactly(7, 0, 0, 0, 1, 3, 0, 0, 0, 'B', 'U', 'Y', 1, 2, 0, 0, 0, 0xC3, 0xA9, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void shouldHandOutCopies() {
        record Holder(byte[] bytes, List<String> list) {}
        Codec<Holder> codec = Codecs.record(Holder.class);
        Holder sent = new Holder(new byte[] {1, 2}, new ArrayList<>(List.of("a")));

        byte[] message = encode(codec, sent);
        sent.bytes()[0] = 9;
        sent.list().clear();
        Holder received = decode(codec, message);

        assertThat(received.bytes()).containsExactly(1, 2);
        assertThat(received.list()).containsExactly("a");
        assertThatThrownBy(() -> received.list().add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldCarryListsWithoutRandomAccess() {
        record Holder(List<String> list) {}

        Holder received = roundTrip(Codecs.record(Holder.class), new Holder(new LinkedList<>(List.of("a", "b"))));

        assertThat(received.list()).containsExactly("a", "b");
    }

    @Test
    void shouldCallAccessorsAndConstructorInOrder() {
        List<String> calls = new ArrayList<>();
        Ordered.calls = calls;

        Ordered received = roundTrip(Codecs.record(Ordered.class), new Ordered(1, "b", 3L));

        assertThat(calls).containsExactly("a", "b", "c");
        assertThat(received).isEqualTo(new Ordered(1, "b", 3L));
    }

    private record Ordered(int a, String b, long c) {
        private static List<String> calls;

        @Override
        public int a() {
            calls.add("a");
            return a;
        }

        @Override
        public String b() {
            calls.add("b");
            return b;
        }

        @Override
        public long c() {
            calls.add("c");
            return c;
        }
    }

    @Test
    void shouldServeSeveralThreads() {
        Codec<Leg> codec = Codecs.record(Leg.class);

        boolean allArrived = LongStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> new Leg(i, "v" + i))
                .allMatch(leg -> roundTrip(codec, leg).equals(leg));

        assertThat(allArrived).isTrue();
    }
}
