package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.sync.ManagedCondition;
import io.parley.sync.ManagedLock;
import io.parley.value.AsyncLong;
import io.parley.value.ManagedArray;
import io.parley.value.ManagedBoolean;
import io.parley.value.ManagedByteArray;
import io.parley.value.ManagedBytes;
import io.parley.value.ManagedDouble;
import io.parley.value.ManagedDoubleArray;
import io.parley.value.ManagedInt;
import io.parley.value.ManagedIntArray;
import io.parley.value.ManagedLong;
import io.parley.value.ManagedLongArray;
import io.parley.value.ManagedText;
import io.parley.value.ManagedValue;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for values and arrays, wherever they are. */
@Timeout(60)
abstract class ValueContract {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    abstract Manager manager();

    /** The domain itself, for changes by others. */
    abstract Parley parley();

    private static <T> CompletableFuture<T> start(Callable<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(action.call());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    @Test
    void shouldDoEverythingWithALong() {
        ManagedLong number = manager().longValue("n", 5);

        assertThat(number.get()).isEqualTo(5);
        assertThat(number.getAndAdd(2)).isEqualTo(5);
        assertThat(number.addAndGet(3)).isEqualTo(10);
        assertThat(number.incrementAndGet()).isEqualTo(11);
        assertThat(number.decrementAndGet()).isEqualTo(10);
        assertThat(number.getAndIncrement()).isEqualTo(10);
        assertThat(number.getAndDecrement()).isEqualTo(11);
        assertThat(number.getAndSet(Long.MAX_VALUE)).isEqualTo(10);
        assertThat(number.compareAndSet(0, 1)).isFalse();
        assertThat(number.incrementAndGet()).isEqualTo(Long.MIN_VALUE);
        number.set(7);
        assertThat(number.getAndUpdate(n -> n * 2)).isEqualTo(7);
        assertThat(number.updateAndGet(n -> n + 1)).isEqualTo(15);
        assertThat(number.accumulateAndGet(20, Math::max)).isEqualTo(20);
        assertThat(number.getAndAccumulate(3, Math::min)).isEqualTo(20);
        assertThat(number.compareAndSet(3, 4)).isTrue();
        assertThat(number.value()).isEqualTo(4L);
        assertThat(parley().longValue("n").get()).isEqualTo(4);
        assertThat(number.name()).isEqualTo("n");
    }

    @Test
    void shouldWrapAroundAnInt() {
        ManagedInt number = manager().intValue("i", Integer.MAX_VALUE);

        assertThat(number.addAndGet(1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(number.getAndAdd(-1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(number.get()).isEqualTo(Integer.MAX_VALUE);
        assertThat(number.compareAndSet(Integer.MAX_VALUE, -5)).isTrue();
        assertThat(number.getAndSet(-6)).isEqualTo(-5);
        assertThat(number.updateAndGet(n -> n - 1)).isEqualTo(-7);
    }

    @Test
    void shouldKeepTheBitsOfADouble() {
        ManagedDouble number = manager().doubleValue("d");
        double odd = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);

        number.set(odd);

        assertThat(Double.doubleToRawLongBits(number.get())).isEqualTo(0x7ff8_0000_0000_1234L);
        assertThat(number.compareAndSet(Double.NaN, 0)).isFalse();
        assertThat(number.compareAndSet(odd, -0.0)).isTrue();
        assertThat(number.compareAndSet(0.0, 1)).isFalse();
        assertThat(number.compareAndSet(-0.0, 1.5)).isTrue();
        assertThat(number.getAndAdd(0.25)).isEqualTo(1.5);
        assertThat(number.incrementAndGet()).isEqualTo(2.75);
        assertThat(number.getAndSet(Double.MIN_VALUE)).isEqualTo(2.75);
        assertThat(number.get()).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void shouldFlipATruthValue() {
        ManagedBoolean flag = manager().booleanValue("b", true);

        assertThat(flag.getAndFlip()).isTrue();
        assertThat(flag.getAndFlip()).isFalse();
        assertThat(flag.getAndSet(false)).isTrue();
        assertThat(flag.compareAndSet(true, false)).isFalse();
        assertThat(flag.compareAndSet(false, true)).isTrue();
        assertThat(flag.get()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "b, 200, -56", "B, -1, 255", "h, 32768, -32768", "H, -1, 65535", "i, 2147483648, -2147483648",
        "I, -1, 4294967295", "l, -1, -1", "q, -5, -5", "L, -1, 18446744073709551615", "Q, -1, 18446744073709551615"
    })
    void shouldStoreWholeNumbersOfEveryType(String type, long stored, String read) {
        ManagedValue value = manager().value("v", type, stored);

        assertThat(value.value()).hasToString(read);
        value.setValue(0);
        assertThat(value.value()).hasToString("0");
        value.setValue(stored);
        assertThat(value.value()).hasToString(read);
        assertThat(parley().<SharedValue>value("v", type, 0).value()).hasToString(read);
        assertThatThrownBy(() -> value.setValue(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldStoreWhatIsNoWholeNumber() {
        ManagedValue rounded = manager().value("f", "f", 0.1);
        ManagedValue letter = manager().value("u", "u", "\uD83D\uDE00");
        ManagedValue octet = manager().value("c", "c", null);
        ManagedValue flag = manager().value("t", "?", "yes");

        octet.setValue(200);

        assertThat(rounded.value()).isEqualTo(0.1f);
        assertThat(rounded.typeCode()).isEqualTo(TypeCode.FLOAT);
        assertThat(letter.value()).isEqualTo("\uD83D\uDE00");
        assertThat(octet.value()).isEqualTo(200);
        assertThat(flag.value()).isEqualTo(true);
        assertThatThrownBy(() -> octet.setValue(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> letter.setValue("ab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager().value("p", "c_char_p", null))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldRefuseAnotherType() {
        manager().longValue("n", 1);

        assertThatThrownBy(() -> manager().value("n", "Q", 1)).hasMessageContaining("type");
        assertThat(manager().longValue("n", 2).get()).isEqualTo(1);
    }

    @Test
    void shouldWaitForChanges() throws Exception {
        ManagedLong number = manager().longValue("n", 1);

        assertThat(number.awaitChange(1, SHORT)).isFalse();
        assertThat(number.awaitChange(1, Duration.ZERO)).isFalse();
        assertThat(number.awaitChange(0, Duration.ofDays(-1))).isTrue();
        CompletableFuture<Long> byOthers = start(() -> number.awaitChange(1));
        CompletableFuture<Boolean> never = start(() -> number.awaitChange(9, SHORT));
        parley().longValue("n").set(9);

        assertThat(byOthers.get()).isEqualTo(9);
        never.get();
        CompletableFuture<Long> byUs = start(() -> number.awaitChange(9));
        number.set(10);
        assertThat(byUs.get()).isEqualTo(10);
    }

    @Test
    void shouldWakeEveryWaiterForItsOwnChange() throws Exception {
        ManagedLongArray array = manager().longArray("a", 10);
        var waiting = IntStream.range(0, 10)
                .mapToObj(i -> start(() -> array.awaitChange(i, 0)))
                .toList();

        for (int i = 9; i >= 0; i--) {
            parley().longArray("a", 10).set(i, i + 1);
            assertThat(waiting.get(i).get()).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldEndWaitsForWhatIsDeleted() {
        ManagedText text = manager().text("t", 10);
        CompletableFuture<Boolean> waiting = start(() -> text.awaitChange(text.version(), LONG));

        parley().text("t", 10).delete();

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ObjectDeletedException.class);
        assertThat(text.isDeleted()).isTrue();
        manager().text("t", 10, "again").set("anew");
        assertThat(parley().text("t", 10).get()).isEqualTo("anew");
    }

    @Test
    void shouldEndWaitsWhenTheThreadIsInterrupted() throws Exception {
        ManagedInt number = manager().intValue("n");
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Boolean> waiting = start(() -> {
            waiter.complete(Thread.currentThread());
            return number.awaitChange(0, LONG);
        });

        waiter.get().interrupt();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
        number.set(3);
        assertThat(number.get()).isEqualTo(3);
    }

    @Test
    void shouldDoEverythingWithArrays() {
        ManagedLongArray array = manager().longArrayOf("a", 0, 1, 2, 3, 4, 5);

        array.set(1, Long.MAX_VALUE);
        assertThat(array.incrementAndGet(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(array.getAndSet(1, 10)).isEqualTo(Long.MIN_VALUE);
        assertThat(array.getAndAdd(0, -1)).isZero();
        assertThat(array.compareAndSet(0, -1, 7)).isTrue();
        assertThat(array.updateAndGet(0, n -> n * 2)).isEqualTo(14);
        assertThat(array.accumulateAndGet(0, 2, Math::min)).isEqualTo(2);
        assertThat(array.at(-1)).isEqualTo(5);
        array.setAt(-6, 0);
        assertThat(array.slice(4, 0, -2)).containsExactly(4, 2);
        assertThat(array.slice(9, 20, 1)).isEmpty();
        array.setSlice(0, 6, 3, 100, 103);
        array.setRange(4, 104, 105);
        assertThat(array.toArray()).containsExactly(100, 10, 2, 103, 104, 105);
        assertThat(array.copyRange(2, 4)).containsExactly(2, 103);
        assertThat(parley().longArray("a", 6).toArray()).isEqualTo(array.toArray());
        array.fill(-1);
        assertThat(array.toArray()).containsOnly(-1);
    }

    @Test
    void shouldRefuseWhatIsOutsideOfAnArray() {
        ManagedIntArray array = manager().intArrayOf("a", 1, 2, 3);

        assertThatThrownBy(() -> array.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.at(-4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.setRange(2, 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.copyRange(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.setSlice(0, 3, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> array.slice(0, 3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> array.awaitChange(3, 0, SHORT)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> manager().intArray("b", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager().intArray("a", 4)).hasMessageContaining("a");
        assertThat(array.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldRefuseWhatDoesNotFitIfAsked() {
        ManagedArray bytes = manager().array("a", "B", 2);

        bytes.setExact(0, 255);
        bytes.setValue(-1, 256 + 7);

        assertThat(bytes.value(0)).isEqualTo(255);
        assertThat(bytes.value(1)).isEqualTo(7);
        assertThatThrownBy(() -> bytes.setExact(0, 256))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("a[0]")
                .hasMessageContaining("256");
        assertThatThrownBy(() -> bytes.setExact(0, BigInteger.ONE.negate())).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> bytes.setExact(0, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.setExact(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldCopyMoreThanOnePiece() {
        long[] content = LongStream.range(0, 50_000).toArray();
        ManagedLongArray numbers = manager().longArray("a", content.length);
        ManagedDoubleArray doubles = manager().doubleArray("d", 20_001);
        ManagedByteArray bytes = manager().byteArray("b", 70_000);

        numbers.setRange(0, content);
        doubles.fill(0.5);
        bytes.setRange(65_530, (byte) 1, (byte) 2, (byte) -3);

        assertThat(numbers.toArray()).isEqualTo(content);
        assertThat(numbers.copyRange(8_191, 8_194)).containsExactly(8_191, 8_192, 8_193);
        assertThat(doubles.toArray()).hasSize(20_001).containsOnly(0.5);
        assertThat(bytes.getAndAdd(65_532, 200)).isEqualTo((byte) -3);
        assertThat(bytes.slice(65_530, 65_533, 1)).containsExactly(1, 2, 197 - 256);
        assertThat((float[]) manager().array("f", "f", 3).toArray()).containsExactly(0, 0, 0);
        assertThat((short[]) manager().array("s", "h", 1).copyRange(0, 1)).containsExactly((short) 0);
    }

    @Test
    void shouldReplaceTextsAsAWhole() throws Exception {
        ManagedText text = manager().text("t", 12, "first");
        long version = text.version();

        assertThat(text.getAndSet("zweite \uD83D\uDE00")).isEqualTo("first");
        assertThat(text.compareAndSet("first", "x")).isFalse();
        assertThat(text.compareAndSet("zweite \uD83D\uDE00", "\u00FC")).isTrue();
        assertThat(text.updateAndGet(old -> old + "!")).isEqualTo("\u00FC!");
        assertThat(text.get()).isEqualTo("\u00FC!");
        assertThat(text.awaitChange(version)).isGreaterThan(version);
        assertThat(text.maxUtf8Bytes()).isEqualTo(12);
        assertThatThrownBy(() -> text.set("more than twelve bytes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t");
        assertThatThrownBy(() -> text.set(null)).isInstanceOf(NullPointerException.class);
        assertThat(parley().text("t", 12).get()).isEqualTo("\u00FC!");
    }

    @Test
    void shouldReplaceByteStringsByTheRulesOfPython() {
        ManagedBytes bytes = manager().bytes("b", new byte[] {'a', 'b', 'c'});

        bytes.setValue(new byte[] {'x'});

        assertThat(bytes.value()).containsExactly('x');
        assertThat(bytes.raw()).containsExactly('x', 0, 'c');
        bytes.setRaw(new byte[] {'y', 'z'});
        bytes.set(2, (byte) '!');
        bytes.setValue(-1, (int) '?');
        assertThat(bytes.raw()).containsExactly('y', 'z', '?');
        assertThat(bytes.value(0)).isEqualTo((int) 'y');
        assertThat(bytes.updateValue(old -> new byte[] {old[0]})).containsExactly('y');
        assertThat(bytes.value()).containsExactly('y');
        assertThat(bytes.copyRange(1, 3)).containsExactly(0, '?');
        assertThatThrownBy(() -> bytes.setValue(new byte[4])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(parley().bytes("b", 3).raw()).containsExactly('y', 0, '?');
    }

    @Test
    void shouldLetWritersOfWholesWaitForWhoHoldsTheLock() throws Exception {
        ManagedText text = manager().text("t", 10, "old");
        var lock = parley().text("t", 10).lock();
        lock.lock();
        CompletableFuture<Boolean> writing = start(() -> text.compareAndSet("between", "new"));
        assertThat(manager().longValue("other").incrementAndGet()).isEqualTo(1);

        parley().text("t", 10).set("between");
        lock.unlock();

        assertThat(writing.get()).isTrue();
        assertThat(text.get()).isEqualTo("new");
    }

    @Test
    void shouldSendManyRequestsAtOnce() {
        AsyncLong number = manager().longValue("n").async();
        var additions = IntStream.range(0, 5_000)
                .mapToObj(i -> number.getAndAdd(1).toCompletableFuture())
                .toList();

        for (int i = 0; i < additions.size(); i++) {
            assertThat(additions.get(i).join()).isEqualTo(i);
        }
        assertThat(number.compareAndSet(5_000, 1).toCompletableFuture().join()).isTrue();
        number.set(3).toCompletableFuture().join();
        assertThat(number.addAndGet(4).toCompletableFuture().join()).isEqualTo(7);
        assertThat(number.get().toCompletableFuture().join()).isEqualTo(7);
    }

    @Test
    void shouldLockWhatChangesInSeveralSteps() throws Exception {
        List<ManagedLock> locks = List.of(
                manager().longValue("locked-long").lock(),
                manager().doubleArray("locked-array", 3).lock(),
                manager().bytes("locked-bytes", 8).lock());
        for (ManagedLock lock : locks) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                lock.lock();
                assertThat(lock.isHeldByCurrentThread()).isTrue();
                assertThat(other.submit(() -> lock.tryLock()).get()).isFalse();
                lock.unlock();
                assertThat(other.submit(() -> lock.tryLock()).get()).isTrue();
                assertThat(lock.tryLock()).isFalse();
                other.submit(lock::unlock).get();
            } finally {
                other.shutdownNow();
            }
        }
    }

    @Test
    void shouldKnowTheLockInsideByEveryHandle() throws Exception {
        ManagedLong first = manager().longValue("n", 5);
        ManagedLong second = manager().longValue("n", 5);

        first.lock().lock();
        second.lock().lock();

        assertThat(first.lock().holdCount()).isEqualTo(2);
        second.lock().unlock();
        first.lock().unlock();
        assertThat(second.lock().isLocked()).isFalse();
        assertThat(first.get()).isEqualTo(5);
    }

    @Test
    void shouldWaitForAConditionOfTheLockInside() throws Exception {
        ManagedLong value = manager().longValue("n");
        ManagedCondition changed = value.lock().condition("changed");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            value.lock().lock();
            Future<?> signaller = other.submit(() -> {
                value.lock().lock();
                value.set(1);
                changed.signalAll();
                value.lock().unlock();
            });
            while (value.get() == 0) {
                changed.await();
            }
            value.lock().unlock();
            signaller.get();
        } finally {
            other.shutdownNow();
        }
    }
}
