package io.parley.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MpscRingTest {
    private static final int CAPACITY = 1 << 10;
    private static final int READER = 9;

    @TempDir
    Path directory;

    private final Mortals mortals = new Mortals();
    private final MessageBuffer into = new MessageBuffer();
    private Memory memory;
    private MpscRing reading;

    @BeforeEach
    void openRing() throws Exception {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("ring"), RingLayout.fileLength(CAPACITY)));
        reading = ring(READER);
    }

    private MpscRing ring(int slot) {
        return new MpscRing(memory, 0, CAPACITY, mortals.of(slot), SystemClock.LOCAL);
    }

    private static int write(Ring ring, String text) {
        return ring.write(text.getBytes(), 0, text.length(), 0);
    }

    private String read() {
        return reading.tryRead(into) ? new String(into.array(), 0, into.length()) : null;
    }

    @Test
    void shouldKeepTheOrderOfClaimsWhateverTheOrderOfCommits() {
        MpscRing first = ring(1);
        MpscRing second = ring(2);
        long early = first.claim(5);

        assertThat(write(second, "later")).isEqualTo(Ring.WRITTEN);
        assertThat(read()).isNull();
        assertThat(reading.isEmpty()).isFalse();
        assertThat(reading.hasNext()).isFalse();

        memory.putBytes(first.payloadAt(early), "early".getBytes(), 0, 5);
        first.commit(early, 5, 5, 0);
        assertThat(read()).isEqualTo("early");
        assertThat(read()).isEqualTo("later");
        assertThat(reading.isEmpty()).isTrue();
    }

    @Test
    void shouldWaitForALivingProducerAndPassByADeadOne() {
        write(ring(1), "before");
        ring(2).claim(100);
        write(ring(1), "after");
        assertThat(read()).isEqualTo("before");

        for (int i = 0; i < 100_000; i++) {
            assertThat(reading.nextLength()).isEqualTo(Ring.NONE);
        }
        assertThat(reading.isOrphaned()).isFalse();
        mortals.kill(2);

        assertThat(reading.isOrphaned()).isTrue();
        await().until(() -> reading.nextLength() != Ring.NONE);
        assertThat(read()).isEqualTo("after");
        assertThat(reading.used()).isZero();
    }

    @Test
    void shouldPassByTheDeadAtEveryPositionAndLoseNothingElse() {
        for (int i = 0; i < 300; i++) {
            write(ring(1), "a" + i);
            ring(2).claim(i % 400);
            write(ring(1), "b" + i);
            mortals.kill(2);

            assertThat(read()).isEqualTo("a" + i);
            while (reading.nextLength() == Ring.NONE) {
                Thread.onSpinWait();
            }
            assertThat(read()).isEqualTo("b" + i);
            assertThat(reading.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldClaimOverWhatAProducerLeftThatDiedInItsTurn() {
        write(ring(1), "first");
        int tail = (int) memory.getLong(RingLayout.TAIL);
        memory.putInt(RingLayout.PRODUCER, Mortals.owner(2));
        memory.putLong(RingLayout.RECORDS + tail, RingLayout.header(-24, Mortals.owner(2)));

        assertThat(write(ring(1), "second")).isEqualTo(Ring.BUSY);
        mortals.kill(2);
        assertThat(reading.isOrphaned()).isFalse();
        assertThat(write(ring(1), "second")).isEqualTo(Ring.WRITTEN);

        assertThat(read()).isEqualTo("first");
        assertThat(read()).isEqualTo("second");
        assertThat(memory.getInt(RingLayout.PRODUCER)).isZero();
    }

    @Test
    void shouldBeEmptyForGoodAfterClosingBehindAProducerThatDiedInItsTurn() {
        memory.putInt(RingLayout.PRODUCER, Mortals.owner(2));
        memory.putLong(RingLayout.RECORDS, RingLayout.header(-24, Mortals.owner(2)));
        mortals.kill(2);
        assertThat(reading.isEmpty()).isFalse();

        assertThat(ring(1).close()).isTrue();

        assertThat(reading.isEmpty()).isTrue();
        assertThat(reading.isClosed()).isTrue();
        assertThat(write(ring(1), "x")).isEqualTo(Ring.CLOSED);
    }

    @Test
    void shouldUseLessThanWasClaimedOrNothing() {
        MpscRing ring = ring(1);
        long aborted = ring.claim(50);
        long shrunk = ring.claim(100);
        ring.commit(shrunk, 100, 3, 0);
        ring.abort(aborted, 50);
        write(ring, "next");

        assertThat(reading.nextLength()).isEqualTo(3);
        assertThat(reading.skip()).isTrue();
        assertThat(read()).isEqualTo("next");
        assertThat(reading.used()).isZero();
    }

    @Test
    void shouldTakeItsLongestRecordAtEveryPosition() {
        byte[] longest = new byte[reading.maxRecordLength()];
        Arrays.fill(longest, (byte) -1);
        MpscRing ring = ring(1);

        for (int i = 0; i < CAPACITY / 8; i++) {
            assertThat(ring.write(longest, 0, longest.length, 0)).isEqualTo(Ring.WRITTEN);
            assertThat(reading.tryRead(into)).isTrue();
            assertThat(into.length()).isEqualTo(longest.length);
            write(ring, "");
            read();
        }
    }

    @Test
    void shouldCountWhatCanBeRead() {
        MpscRing ring = ring(1);
        for (int i = 0; i < 200; i++) {
            write(ring, "x".repeat(i % 60));
            read();
        }
        assertThat(RingWalk.count(reading)).isZero();

        write(ring, "a");
        write(ring, "b");
        long claimed = ring.claim(1);
        write(ring, "d");
        assertThat(RingWalk.count(reading)).isEqualTo(2);
        ring.abort(claimed, 1);
        assertThat(RingWalk.count(reading)).isEqualTo(3);

        RingWalk walk = new RingWalk(reading);
        assertThat(walk.next(into)).isTrue();
        read();
        read();
        assertThat(walk.next(into)).isTrue();
        assertThat(into.array()[0]).isEqualTo((byte) 'd');
        assertThat(walk.next(into)).isFalse();
    }

    /** Producers that "die" with claims at random: what was committed arrives, in the order of each producer. */
    @Test
    void shouldDeliverEverythingCommittedWhateverDies() throws Exception {
        int producers = 3;
        int count = 10_000;
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < producers; i++) {
                int slot = i + 1;
                done.add(threads.submit(() -> writeAll(slot, count)));
            }
            int[] next = new int[producers + 1];
            for (int i = 0; i < producers * count; i++) {
                while (!reading.tryRead(into)) {
                    Thread.yield();
                }
                int slot = into.readInt();
                assertThat(into.readInt()).isEqualTo(next[slot]++);
                assertThat(into.remaining()).isEqualTo(next[slot] % 50);
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void writeAll(int slot, int count) {
        Random random = new Random(slot);
        MpscRing ring = ring(slot);
        MessageBuffer message = new MessageBuffer();
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            message.reset();
            message.writeInt(slot);
            message.writeInt(i);
            message.writeBytes(new byte[50], 0, (i + 1) % 50);
            while (ring.write(message.array(), 0, message.length(), 0) != Ring.WRITTEN) {
                Thread.yield();
            }
            if (random.nextInt(500) == 0) {
                int victim = 100 + slot * 100 + random.nextInt(100);
                ring(victim).claim(random.nextInt(200)); // or finds no room
                mortals.kill(victim);
            }
        }
    }
}
