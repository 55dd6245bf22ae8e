package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.sync.SharedLock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedStructTest extends StructFixture {
    @Test
    void shouldSayWhatItIs() {
        SharedStruct<Money> struct = parley.struct("m", Money.class, new Money(5, 1));

        assertThat(struct.name()).isEqualTo("m");
        assertThat(struct.path()).isEqualTo(parley.directory().resolve("m.struct"));
        assertThat(struct.toString()).contains("(m=Money[units=5, scale=1], ").endsWith("m.struct)");
        struct.close();
        assertThat(struct.toString()).contains("(m=closed, ");
    }

    @Test
    void shouldBeZeroWithoutAnInitialValue() {
        assertThat(parley.struct("e", Everything.class).read()).isEqualTo(ZERO);
        assertThat(parley.struct("e", Everything.class).version()).isZero();
    }

    @Test
    void shouldTakeTheInitialValueOfTheCreatorOnly() {
        assertThat(parley.struct("e", Everything.class, FULL).read()).isEqualTo(FULL);
        assertThat(parley.struct("e", Everything.class, ZERO).read()).isEqualTo(FULL);
    }

    @Test
    void shouldGiveBackEveryFieldAsItWasWritten() {
        SharedStruct<Everything> struct = parley.struct("e", Everything.class);
        SharedStruct<Everything> other = parley.struct("e", Everything.class);

        struct.write(FULL);
        assertThat(other.read()).isEqualTo(FULL);
        struct.write(ZERO);
        assertThat(other.read()).isEqualTo(ZERO);
        assertThat(other.version()).isEqualTo(2);
    }

    @Test
    void shouldKeepEveryBitOfFloatingPoint() {
        record Reals(float single, double real) {}
        SharedStruct<Reals> struct = parley.struct("r", Reals.class);
        Reals odd = new Reals(Float.intBitsToFloat(0x7FC0_1234), Double.longBitsToDouble(0x7FF8_0000_0000_4321L));

        struct.write(odd);

        assertThat(Float.floatToRawIntBits(struct.read().single())).isEqualTo(0x7FC0_1234);
        assertThat(Double.doubleToRawLongBits(struct.read().real())).isEqualTo(0x7FF8_0000_0000_4321L);
    }

    @Test
    void shouldReadByAFunctionOnce() {
        SharedStruct<Money> struct = parley.struct("m", Money.class, new Money(5, 1));
        AtomicInteger calls = new AtomicInteger();

        assertThat(struct.<String>read(m -> m.units() + "/" + m.scale() + "/" + calls.incrementAndGet()))
                .isEqualTo("5/1/1");
        assertThat(struct.readLong(Money::units)).isEqualTo(5);
        assertThat(struct.readDouble(Money::scale)).isEqualTo(1.0);
    }

    @Test
    void shouldUpdateUnderTheLock() throws Exception {
        SharedStruct<Money> struct = parley.struct("m", Money.class);
        SharedLock lock = struct.lock();

        Money updated = struct.update(old -> {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            return new Money(old.units() + 3, 1);
        });

        assertThat(updated).isEqualTo(new Money(3, 1));
        assertThat(struct.read()).isEqualTo(new Money(3, 1));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldLoseNoUpdate() throws Exception {
        int rounds = 20_000;
        List<Background<Void>> writers = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> Background.run(() -> {
                    SharedStruct<Money> mine = parley.struct("m", Money.class);
                    for (int round = 0; round < rounds; round++) {
                        mine.update(old -> new Money(old.units() + 1, 0));
                    }
                }))
                .toList();
        for (Background<Void> writer : writers) {
            writer.result();
        }

        assertThat(parley.struct("m", Money.class).read().units()).isEqualTo(3L * rounds);
        assertThat(parley.struct("m", Money.class).version()).isEqualTo(3L * rounds);
    }

    @Test
    void shouldKeepTheOldValueWhenAFunctionThrows() {
        SharedStruct<Money> struct = parley.struct("m", Money.class, new Money(5, 1));

        assertThatThrownBy(() -> struct.update(old -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> struct.update(old -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("no room for null");

        assertThat(struct.read()).isEqualTo(new Money(5, 1));
        assertThat(struct.version()).isZero();
        assertThat(struct.lock().isLocked()).isFalse();
    }

    @Test
    void shouldCompareBitByBit() {
        record Real(double value) {}
        SharedStruct<Real> struct = parley.struct("r", Real.class, new Real(Double.NaN));

        assertThat(struct.compareAndSet(new Real(1), new Real(2))).isFalse();
        assertThat(struct.version()).isZero();
        assertThat(struct.compareAndSet(new Real(Double.NaN), new Real(0.0))).isTrue();
        assertThat(struct.compareAndSet(new Real(-0.0), new Real(2))).isFalse();
        assertThat(struct.compareAndSet(new Real(0.0), new Real(2))).isTrue();
        assertThat(struct.read()).isEqualTo(new Real(2));
    }

    @Test
    void shouldCompareTextsWhateverWasThereBefore() {
        SharedStruct<Everything> struct = parley.struct("e", Everything.class);
        Everything longText =
                new Everything(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, Side.NONE, "12345678", new Money(0, 0));

        struct.write(longText);
        struct.write(ZERO);

        assertThat(struct.compareAndSet(ZERO, FULL)).isTrue();
    }

    @Test
    void shouldRefuseATextThatDoesNotFitAndKeepTheOldValue() {
        record Named(int id, @MaxBytes(4) String name) {}
        SharedStruct<Named> struct = parley.struct("n", Named.class, new Named(1, "abcd"));

        assertThatThrownBy(() -> struct.write(new Named(2, "abcde")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text is too long: name bytes=5, max=4");
        assertThatThrownBy(() -> struct.write(new Named(2, "\uD83D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a surrogate pair: name index=0");
        assertThatThrownBy(() -> struct.write(new Named(2, null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("name");

        assertThat(struct.read()).isEqualTo(new Named(1, "abcd"));
        assertThat(struct.lock().isLocked()).isFalse();
    }

    @Test
    void shouldLetConstructorsSeeConsistentValuesOnly() {
        SharedStruct<Ordered> struct = parley.struct("o", Ordered.class, new Ordered(1, 2));

        assertThatThrownBy(() -> struct.update(old -> new Ordered(5, 4))).isInstanceOf(IllegalArgumentException.class);

        assertThat(struct.read()).isEqualTo(new Ordered(1, 2));
    }

    record Ordered(int low, int high) {
        Ordered {
            if (low > high) {
                throw new IllegalArgumentException("low > high");
            }
        }
    }

    @Test
    void shouldHaveNoViewOfARecord() {
        SharedStruct<Money> struct = parley.struct("m", Money.class);

        assertThatThrownBy(struct::view)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("records have no view");
        assertThatThrownBy(() -> struct.edit(m -> {}))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("records have no setters");
    }

    @Test
    void shouldGoOnWhenTheHandleThatWroteFirstIsClosed() {
        SharedStruct<Money> first = parley.struct("m", Money.class);
        SharedStruct<Money> second = parley.struct("m", Money.class);
        first.write(new Money(1, 0));
        first.close();

        second.write(new Money(2, 0));

        assertThat(second.read().units()).isEqualTo(2);
        assertThatThrownBy(() -> first.write(new Money(3, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle is closed");
        assertThatThrownBy(first::read).isInstanceOf(IllegalStateException.class);
        assertThat(second.lock().isLocked()).isFalse();
    }
}
