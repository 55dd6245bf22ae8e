package io.parley.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a survivor makes of every state in which a consumer can die; each state is written as the dead one left it. */
@Timeout(10)
class ClaimTableTest {
    private static final int ME = 101;
    private static final int OTHER = 202;
    private static final int SLOTS = 8;
    private static final int OWNER = 8;

    @TempDir
    Path directory;

    private final Set<Integer> dead = new HashSet<>();
    private Memory memory;
    private ClaimTable mine;
    private ClaimTable others;

    @BeforeEach
    void createTable() throws IOException {
        try (FileChannel channel = FileChannel.open(
                directory.resolve("state"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            int length = QueueLayout.fileLength(SLOTS);
            channel.write(ByteBuffer.allocate(length));
            memory = Memory.map(channel, length, "state");
        }
        memory.putInt(QueueLayout.CLAIM_SLOTS, SLOTS);
        mine = new ClaimTable(memory, process(ME));
        others = new ClaimTable(memory, process(OTHER));
    }

    private Liveness process(int self) {
        return new Liveness() {
            @Override
            public int self() {
                return self;
            }

            @Override
            public boolean isAlive(int owner) {
                return !dead.contains(owner);
            }

            @Override
            public String describe(int owner) {
                return "process " + owner;
            }
        };
    }

    private int otherClaims(long sequence) {
        int slot = others.reserve();
        long cursor = others.cursor();
        assertThat(QueueLayout.sequence(cursor)).isEqualTo(sequence);
        assertThat(others.advance(cursor, slot, 7_000 + sequence, 1)).isTrue();
        return slot;
    }

    private long word(int slot) {
        return memory.getLongVolatile(QueueLayout.CLAIMS + (slot - 1) * ClaimTable.SLOT_LENGTH);
    }

    private void setWord(int slot, long word) {
        memory.putLongVolatile(QueueLayout.CLAIMS + (slot - 1) * ClaimTable.SLOT_LENGTH, word);
    }

    private static long pending(long sequence) {
        return 1L << 62 | sequence;
    }

    private static long claimed(long sequence) {
        return 2L << 62 | sequence;
    }

    @Test
    void shouldMoveTheCursorPastAClaimedMessage() {
        int slot = otherClaims(0);

        assertThat(QueueLayout.sequence(mine.cursor())).isEqualTo(1);
        assertThat(word(slot)).isEqualTo(claimed(0));
        assertThat(others.isMine(slot, 0)).isTrue();
        assertThat(mine.isMine(slot, 0)).isFalse();
        assertThat(mine.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldNotTouchTheClaimOfTheLiving() {
        int slot = otherClaims(0);
        assertThat(mine.hasOrphans()).isFalse();
        assertThat(mine.takeOver(1)).isZero();
        assertThat(mine.ack(slot, 0)).isFalse();
        assertThat(mine.giveBack(slot, 0)).isFalse();
        assertThat(others.ack(slot, 0)).isTrue();
    }

    @Test
    void shouldRedeliverAClaimOfTheDeadOnce() {
        int slot = otherClaims(0);
        dead.add(OTHER);

        assertThat(mine.hasOrphans()).isTrue();
        assertThat(mine.takeOver(1)).isEqualTo(slot);
        assertThat(mine.sequence(slot)).isZero();
        assertThat(mine.index(slot)).isEqualTo(7_000);
        assertThat(mine.deliveries(slot)).isEqualTo(2);
        assertThat(mine.takeOver(1)).isZero();
        assertThat(mine.ack(slot, 0)).isTrue();
        assertThat(mine.inFlight()).isZero();
    }

    @Test
    void shouldFreeASlotThatWasOnlyReserved() {
        int slot = others.reserve();
        dead.add(OTHER);

        assertThat(mine.takeOver(1)).isZero();
        assertThat(memory.getIntVolatile(QueueLayout.CLAIMS + OWNER)).isZero();
        assertThat(mine.reserve()).isEqualTo(slot);
    }

    @Test
    void shouldVoidAClaimWhoseCursorNeverMoved() {
        int slot = others.reserve();
        setWord(slot, pending(0));
        dead.add(OTHER);

        assertThat(mine.takeOver(1)).isZero();
        assertThat(word(slot)).isZero();
        assertThat(QueueLayout.sequence(mine.cursor()))
                .as("the message is still there")
                .isZero();
    }

    @Test
    void shouldVoidAClaimWhoseMessageSomebodyElseTook() {
        int slot = others.reserve();
        setWord(slot, pending(0));
        assertThat(mine.advance(mine.cursor())).isTrue();
        dead.add(OTHER);

        assertThat(mine.takeOver(1)).as("message 0 must not come twice").isZero();
        assertThat(word(slot)).isZero();
    }

    @Test
    void shouldKeepAClaimWhoseCursorMovedLast() {
        int slot = otherClaims(0);
        setWord(slot, pending(0)); // it died before it marked the claim
        dead.add(OTHER);

        assertThat(mine.takeOver(1)).isEqualTo(slot);
        assertThat(mine.sequence(slot)).isZero();
    }

    @Test
    void shouldKeepAClaimWhoseCursorMovedAndThenMovedOn() {
        int slot = otherClaims(0);
        setWord(slot, pending(0));
        assertThat(mine.advance(mine.cursor()))
                .as("completes the pending claim first")
                .isTrue();
        assertThat(QueueLayout.sequence(mine.cursor())).isEqualTo(2);
        dead.add(OTHER);

        assertThat(mine.takeOver(1)).isEqualTo(slot);
        assertThat(mine.sequence(slot)).isZero();
    }

    @Test
    void shouldNotCompleteANewerClaimInTheSlotThatTheCursorStillNames() {
        int slot = otherClaims(0);
        assertThat(others.ack(slot, 0)).isTrue();
        assertThat(others.reserve()).isEqualTo(slot);
        setWord(slot, pending(1)); // cursor still reads {1, slot}

        mine.cursor();
        assertThat(word(slot)).isEqualTo(pending(1));
        dead.add(OTHER);
        assertThat(mine.takeOver(1)).isZero();
    }

    @Test
    void shouldHandOnWhatTheLivingGaveBack() {
        int slot = otherClaims(0);
        long returned = mine.returned();
        assertThat(others.giveBack(slot, 0)).isTrue();

        assertThat(mine.returned()).isEqualTo(returned + 1);
        assertThat(mine.returnedWaiting()).isEqualTo(1);
        assertThat(mine.takeOver(1)).isEqualTo(slot);
        assertThat(mine.returnedWaiting()).isZero();
        assertThat(others.ack(slot, 0)).isFalse();
    }

    @Test
    void shouldHandOnTheOldestFirst() {
        int zero = otherClaims(0);
        int one = otherClaims(1);
        int two = otherClaims(2);
        assertThat(others.ack(zero, 0)).isTrue();
        assertThat(otherClaims(3)).isEqualTo(zero);
        others.giveBack(two, 2);
        others.giveBack(zero, 3);
        dead.add(OTHER);

        assertThat(mine.takeOver(5)).isEqualTo(one);
        assertThat(mine.takeOver(6)).isEqualTo(two);
        assertThat(mine.takeOver(7)).isEqualTo(zero);
        assertThat(mine.takeOver(8)).isZero();
        assertThat(mine.held())
                .containsExactly(
                        new ClaimTable.Held(1, 7_001, ME, 2, 5),
                        new ClaimTable.Held(2, 7_002, ME, 2, 6),
                        new ClaimTable.Held(3, 7_003, ME, 2, 7));
    }

    @Test
    void shouldCountAMessageOnceWhileItIsClaimed() {
        int slot = otherClaims(0);
        assertThat(mine.heldBelow(1)).isEqualTo(1);
        setWord(slot, pending(0));
        assertThat(mine.heldBelow(0)).as("the cursor has not moved").isZero();
        mine.cursor();
        assertThat(mine.heldBelow(1)).as("completed by who read the cursor").isEqualTo(1);
        int next = others.reserve();
        setWord(next, pending(1));
        assertThat(mine.heldBelow(1)).as("void until the cursor moves").isEqualTo(1);
        others.ack(slot, 0);
        assertThat(mine.heldBelow(1)).isZero();
    }

    @Test
    void shouldKnowWhatItTookItself() throws Exception {
        int taken = otherClaims(0);
        others.markTaken(taken);
        int claimed = otherClaims(1);
        assertThat(mine.oldestTaken()).as("another process's").isZero();
        assertThat(others.oldestTaken()).isEqualTo(taken);

        dead.add(OTHER);
        assertThat(mine.takeOver(1)).isEqualTo(taken);
        assertThat(mine.oldestTaken())
                .as("a claim, until it is marked as taken again")
                .isZero();
        mine.markTaken(taken);
        assertThat(mine.takeOver(1)).isEqualTo(claimed);
        Thread another = new Thread(() -> mine.markTaken(claimed));
        another.start();
        another.join();
        mine.ack(taken, 0);
        assertThat(mine.oldestTaken()).as("some other thread's").isEqualTo(claimed);
        assertThat(mine.giveBack(claimed, 1)).isTrue();
        assertThat(mine.takeOver(1)).isEqualTo(claimed);
        assertThat(mine.oldestTaken()).as("given back, then claimed").isZero();
    }

    @Test
    void shouldKnowWhetherSomethingCanComeBack() {
        assertThat(mine.hasClaimsElsewhere()).isFalse();
        int slot = otherClaims(0);
        assertThat(mine.hasClaimsElsewhere()).isTrue();
        assertThat(others.hasClaimsElsewhere()).isFalse();
        others.ack(slot, 0);
        assertThat(mine.hasClaimsElsewhere()).isFalse();
    }

    @Test
    void shouldReserveEverySlotAndNoMore() {
        Set<Integer> reserved = new HashSet<>();
        for (int i = 0; i < SLOTS; i++) {
            reserved.add(i % 2 == 0 ? mine.reserve() : others.reserve());
        }
        assertThat(reserved).hasSize(SLOTS).doesNotContain(0);
        assertThat(mine.reserve()).isZero();
    }
}
