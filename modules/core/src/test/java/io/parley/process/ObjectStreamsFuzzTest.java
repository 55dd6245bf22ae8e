package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parley.ParleyException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random objects arrive as they were sent; random bytes do nothing but be refused. */
@Timeout(120)
class ObjectStreamsFuzzTest extends BetweenTwoOpenings {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int OBJECTS = 500;
    private static final int DAMAGES = 5_000;
    private static final int MAX_DEPTH = 5;

    record Node(Object left, Object right, int[] numbers) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Node that
                    && java.util.Objects.equals(left, that.left)
                    && java.util.Objects.equals(right, that.right)
                    && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    /** Is never sent: its name in damaged bytes would be an accident, and it tells when it is read. */
    static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;
        static volatile boolean sprung;

        private void readObject(ObjectInputStream in) throws IOException {
            sprung = true;
        }
    }

    private final Random random = new Random(SEED);

    private Object any(int depth) {
        int kind = random.nextInt(depth >= MAX_DEPTH ? 12 : 20);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> text();
            case 5 -> random.nextBoolean();
            case 6 -> new BigDecimal(new BigInteger(80, random), random.nextInt(9));
            case 7 -> new UUID(random.nextLong(), random.nextLong());
            case 8 -> Duration.ofMillis(random.nextInt());
            case 9 -> LocalDate.ofEpochDay(random.nextInt(100_000));
            case 10 -> Colour.values()[random.nextInt(2)];
            case 11 -> (char) random.nextInt(0x10000);
            case 12 -> elements(new ArrayList<>(), depth);
            case 13 -> elements(new LinkedList<>(), depth);
            case 14 -> elements(new LinkedHashSet<>(), depth);
            case 15 -> Arrays.asList(any(depth + 1), any(depth + 1));
            case 16 -> entries(new HashMap<>(), depth);
            case 17 -> entries(new TreeMap<>(), depth);
            case 18 -> new ConcurrentHashMap<>(Map.of(text(), 1));
            default -> new Node(any(depth + 1), any(depth + 1), random.ints(3).toArray());
        };
    }

    private String text() {
        return random.ints(random.nextInt(6), 0, random.nextBoolean() ? 0x80 : 0x10000)
                .collect(StringBuilder::new, (builder, c) -> builder.append((char) c), StringBuilder::append)
                .toString();
    }

    private <C extends java.util.Collection<Object>> C elements(C into, int depth) {
        for (int i = random.nextInt(5); i > 0; i--) {
            into.add(any(depth + 1));
        }
        return into;
    }

    private Map<String, Object> entries(Map<String, Object> into, int depth) {
        for (int i = random.nextInt(5); i > 0; i--) {
            into.put(text(), any(depth + 1));
        }
        return into;
    }

    @Test
    void shouldCarryWhateverIsMadeOfAllowedClasses() {
        for (int i = 0; i < OBJECTS; i++) {
            Object value = any(0);

            byte[] bytes = ObjectStreams.write(value, here);
            Object arrived = ObjectStreams.read(bytes, 0, bytes.length, there);

            assertThat(arrived).as("seed %d, object %d", SEED, i).isEqualTo(value);
            if (value != null) {
                assertThat(arrived).hasSameClassAs(value);
            }
        }
    }

    private List<byte[]> honest() {
        int captured = 3;
        List<byte[]> honest = new ArrayList<>();
        for (Object value : List.of(
                new Node(List.of(1, "x"), Map.of("k", new ArrayDeque<>(List.of(2L))), new int[] {1}),
                (SerializableCallable<Integer>) () -> captured,
                (SerializableRunnable) () -> {},
                List.of(here.longValue("count"), here.queue("legs", io.parley.Codecs.utf8())),
                "text",
                new long[] {1, 2},
                Node.class)) {
            honest.add(ObjectStreams.write(value, here));
        }
        honest.add(ObjectStreams.writeOutcome(null, new IllegalStateException("x", new IOException()), here));
        return honest;
    }

    @Test
    void shouldDoNothingWithDamagedBytesButRefuseThem() {
        List<byte[]> honest = honest();
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bytes = damaged(honest.get(random.nextInt(honest.size())));
            try {
                ObjectStreams.readOutcome(bytes, 0, bytes.length, there);
                ObjectStreams.read(bytes, 0, bytes.length, there);
            } catch (ParleyException e) {
                assertThat(e).message().isNotBlank();
                refused++;
            } catch (Throwable e) {
                fail("seed " + SEED + ", bytes " + HexFormat.of().formatHex(bytes), e);
            }
        }

        assertThat(refused).isGreaterThan(DAMAGES / 10);
        assertThat(Trap.sprung).isFalse();
    }

    private byte[] damaged(byte[] honest) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = Arrays.copyOf(honest, random.nextInt(4) == 0 ? random.nextInt(honest.length) : honest.length);
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
