package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for the next version of structs, texts and byte strings. */
@Timeout(60)
class VersionedWaitTest extends StructFixture {
    private static final int BELL = 256;

    /** Returns once a thread has announced itself to whoever rings. */
    private static void awaitWaiter(VersionedValue object) throws IOException {
        Memory words = TestFiles.map(object.path());
        await().until(() -> words.getIntVolatile(BELL) < 0);
    }

    @Test
    void shouldWakeWaitersByEveryWriteOfAStruct() throws Exception {
        SharedStruct<Pair> struct = parley.struct("s", Pair.class);
        Map<String, Runnable> writes = new LinkedHashMap<>();
        writes.put("write", () -> struct.write(struct.read()));
        writes.put("update", () -> struct.update(old -> old));
        writes.put("edit", () -> struct.edit(pair -> pair.left(1)));
        writes.put("compareAndSet", () -> struct.compareAndSet(struct.read(), struct.read()));
        for (Map.Entry<String, Runnable> write : writes.entrySet()) {
            long seen = struct.version();
            Background<Long> waiter = Background.call(() -> struct.awaitChange(seen));
            awaitWaiter(struct);
            write.getValue().run();
            assertThat(waiter.result()).as(write.getKey()).isEqualTo(seen + 1);
        }
    }

    @Test
    void shouldWakeWaitersOfOneElement() throws Exception {
        SharedStructArray<Money> array = parley.structArray("a", Money.class, 2);
        Background<Long> waiter = Background.call(() -> array.awaitChange(1, 0));
        awaitWaiter(array);

        array.write(0, new Money(1, 1));
        assertThat(waiter.isDone()).isFalse();
        array.write(1, new Money(1, 1));

        assertThat(waiter.result()).isEqualTo(1);
        assertThat(array.awaitChange(1, 1, Duration.ZERO)).isFalse();
        assertThat(array.awaitChange(1, 0, Duration.ZERO)).isTrue();
    }

    @Test
    void shouldWakeWaitersByEveryWriteOfATextAndOfBytes() throws Exception {
        SharedText text = parley.text("t", 8);
        SharedBytes bytes = parley.bytes("b", 8);
        Map<Runnable, VersionedValue> writes = new LinkedHashMap<>();
        writes.put(() -> text.set("a"), text);
        writes.put(() -> text.getAndSet("b"), text);
        writes.put(() -> text.updateAndGet(old -> "c"), text);
        writes.put(() -> text.compareAndSet("c", "c"), text);
        writes.put(() -> bytes.set(1, (byte) 1), bytes);
        writes.put(() -> bytes.setValue(new byte[1]), bytes);
        writes.put(() -> bytes.setRaw(new byte[1]), bytes);
        writes.put(() -> bytes.copyFrom(new byte[1], 0, 0, 1), bytes);
        writes.put(() -> bytes.updateValue(old -> old), bytes);
        for (Map.Entry<Runnable, VersionedValue> write : writes.entrySet()) {
            boolean isText = write.getValue() == text;
            long seen = isText ? text.version() : bytes.version();
            Background<Long> waiter = Background.call(() -> isText ? text.awaitChange(seen) : bytes.awaitChange(seen));
            awaitWaiter(write.getValue());
            write.getKey().run();
            assertThat(waiter.result()).isEqualTo(seen + 1);
        }
    }

    @Test
    void shouldLookOnceWithoutTimeAndNeverGiveUpEarly() throws Exception {
        SharedText text = parley.text("t", 8);
        assertThat(text.awaitChange(0, Duration.ZERO)).isFalse();
        assertThat(text.awaitChange(0, Duration.ofSeconds(-1))).isFalse();
        assertThat(text.awaitChange(7, Duration.ZERO)).isTrue();
        long start = System.nanoTime();
        assertThat(text.awaitChange(0, Duration.ofMillis(30))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        assertThat(parley.bytes("b", 1).awaitChange(0, Duration.ZERO)).isFalse();
        assertThat(parley.struct("s", Pair.class).awaitChange(0, Duration.ZERO)).isFalse();
    }

    @Test
    void shouldEndAWaitByInterruptionOrDeletion() throws Exception {
        SharedStruct<Money> struct = parley.struct("s", Money.class);
        Background<Long> interrupted = Background.call(() -> struct.awaitChange(0));
        awaitWaiter(struct);
        interrupted.thread().interrupt();
        assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);

        Background<Long> orphan = Background.call(() -> struct.awaitChange(0));
        orphan.awaitAsleep();
        struct.delete();
        assertThat(orphan.failure()).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> struct.awaitChange(0)).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldReadWhileAnotherThreadHoldsTheLockAndMakeWritersWait() throws Exception {
        SharedStruct<Money> struct = parley.struct("s", Money.class, new Money(1, 1));
        struct.lock().lock();
        try {
            assertThat(Background.call(struct::read).result()).isEqualTo(new Money(1, 1));
            Background<Void> writer = Background.run(() -> struct.write(new Money(2, 2)));
            writer.awaitAsleep();
            assertThat(writer.isDone()).isFalse();
            struct.write(new Money(3, 3));
            struct.lock().unlock();
            writer.result();
        } finally {
            if (struct.lock().isHeldByCurrentThread()) {
                struct.lock().unlock();
            }
        }
        assertThat(struct.read()).isEqualTo(new Money(2, 2));
        assertThat(struct.version()).isEqualTo(2);
    }
}
