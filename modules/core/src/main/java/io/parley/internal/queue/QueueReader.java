package io.parley.internal.queue;

import io.parley.ClaimTableFullException;
import io.parley.MessageHandler;
import io.parley.MessageReader;
import io.parley.ObjectCorruptException;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The consuming side of one handle. Every consumer walks the log with its own cursor and moves the shared one by CAS:
 * it reads the next message first and then tries to be the one who took it.
 *
 * <p>{@link #tryTake} and {@link #tryClaim} are called under {@link #lock}; afterwards the message is in
 * {@link #buffer} until the lock is released.
 */
public final class QueueReader implements Doorbell.Condition, AutoCloseable {
    /** How long a waiter sleeps before it looks for dead processes. */
    static final long SLICE_NS = 20_000_000;

    private static final long SCAN_INTERVAL_NS = 10_000_000;
    private static final int MOST_PAUSES = 256;
    private static final long JUMP_DISTANCE = 1_024;
    private static final long UNKNOWN = -1;
    private static final long UNREADABLE_AFTER_NS = 5_000_000_000L;

    private final DurableQueue queue;
    private final QueueState state;
    private final ClaimTable claims;
    private final ReentrantLock lock = new ReentrantLock();
    private final MessageBuffer walked = new MessageBuffer();
    private final LogCursor walk;
    private MessageBuffer redelivered;
    private LogCursor redelivery;
    private MessageBuffer buffer = walked;
    private LogCursor last;
    private long nextSequence = UNKNOWN;
    private long buffered = -1;
    private long scannedAtNs;
    /** The time of the last look at the clock in this call; 0: there was none. */
    private long lookedAtNs;
    /** Looks to let pass when somebody else was faster. */
    private int pauses;

    private int slot;
    private boolean handing;
    private volatile long returnedSeen;
    private volatile boolean orphansSeen;

    QueueReader(DurableQueue queue) {
        this.queue = queue;
        this.state = queue.state();
        this.claims = queue.claims();
        this.walk = queue.cursor().shielded(); // closed under the lock
        this.last = walk;
    }

    /** Serialises this handle's threads; competing handles and processes never wait for each other. */
    public ReentrantLock lock() {
        return lock;
    }

    /** Takes the next message, for good; false if there is none. */
    public boolean tryTake() {
        if (tryRedelivery()) {
            ack(slot, sequence());
            return true;
        }
        while (true) {
            long cursor = claims.cursor();
            if (!read(QueueLayout.sequence(cursor))) {
                if (claims.cursor() == cursor) {
                    return false;
                }
                continue;
            }
            Failpoint.TAKE_BEFORE_CURSOR.hit();
            if (claims.advance(cursor)) {
                moved();
                queue.ringJoin();
                Failpoint.TAKE_AFTER_CURSOR.hit();
                return true;
            }
            standBack();
        }
    }

    /** Takes the message that was just peeked at; false if somebody else was faster. */
    public boolean takeRead() {
        long cursor = claims.cursor();
        Failpoint.TAKE_BEFORE_CURSOR.hit();
        if (QueueLayout.sequence(cursor) != buffered || !claims.advance(cursor)) {
            return false;
        }
        moved();
        queue.ringJoin();
        Failpoint.TAKE_AFTER_CURSOR.hit();
        return true;
    }

    /** Claims the next message; its slot of the claim table, 0 if there is no message. */
    public int tryClaim() {
        if (tryRedelivery()) {
            return slot;
        }
        long cursor = claims.cursor();
        if (!read(QueueLayout.sequence(cursor))) {
            return 0;
        }
        int reserved = reserve();
        long nowNs = lookedAtNs != 0 ? lookedAtNs : queue.epochNs();
        while (!claims.advance(cursor, reserved, walk.index(), nowNs)) {
            standBack();
            cursor = claims.cursor();
            if (!read(QueueLayout.sequence(cursor))) {
                if (claims.cursor() == cursor) {
                    claims.release(reserved);
                    return 0;
                }
                continue;
            }
        }
        moved();
        return reserved;
    }

    /**
     * Takes the next message, for good, to be read where it lies if it can be; null if there is none. Then
     * {@link #hand} it over.
     */
    public MessageReader tryTakeInPlace() {
        if (tryRedelivery()) {
            ack(slot, sequence());
            return buffer;
        }
        while (true) {
            long cursor = claims.cursor();
            MessageReader message = view(QueueLayout.sequence(cursor));
            if (message == null) {
                if (claims.cursor() == cursor) {
                    return null;
                }
                continue;
            }
            Failpoint.TAKE_BEFORE_CURSOR.hit();
            if (claims.advance(cursor)) {
                moved();
                queue.ringJoin();
                Failpoint.TAKE_AFTER_CURSOR.hit();
                return message;
            }
            standBack();
        }
    }

    /** Lets the caller's code read a message that was just taken. */
    public <A> void hand(MessageReader message, A target, MessageHandler<? super A> handler) {
        handing = true;
        try {
            handler.handle(target, message);
        } finally {
            handing = false;
            walk.closeReader();
        }
    }

    private void requireNotHanding() {
        if (handing) {
            throw new IllegalStateException("handler uses the handle that it reads from: "
                    + queue.file().path() + ". Use it afterwards, or open another one");
        }
    }

    /** Takes the next message and claims it until this process is {@link #taskDone}; 0 if there is none. */
    public int tryTakeUntilDone() {
        int taken = tryClaim();
        if (taken != 0) {
            claims.markTaken(taken);
        }
        return taken;
    }

    /** Done with the message taken first, by this thread if it took any; false if this process took none. */
    public boolean taskDone() {
        int oldest;
        while ((oldest = claims.oldestTaken()) != 0) {
            if (ack(oldest, claims.sequence(oldest))) {
                return true;
            }
        }
        return false;
    }

    private int reserve() {
        int reserved = claims.reserve();
        if (reserved == 0) {
            throw new ClaimTableFullException(
                    "too many claims in flight: " + queue.file().path() + " claims=" + claims.slots()
                            + ". Acknowledge sooner, or create the queue with more claims");
        }
        return reserved;
    }

    /** Somebody else was faster: lets them take some more while they have the cursor's cache line. */
    private void standBack() {
        pauses = Math.min(MOST_PAUSES, 2 * pauses + 8);
        for (int i = 0; i < pauses; i++) {
            Thread.onSpinWait();
        }
    }

    private void moved() {
        pauses -= pauses + 7 >> 3;
        buffered = -1;
        state.setIndexHint(walk.index());
        if (state.isBoundedInBytes()) {
            Failpoint.TAKE_BEFORE_BYTES.hit();
            state.tookUpTo(walk.position() + walk.length());
        }
        queue.ringNotFull();
    }

    /** Reads the next message without taking it; false if there is none. */
    public boolean tryPeek() {
        return read(QueueLayout.sequence(claims.cursor()));
    }

    private boolean tryRedelivery() {
        lookedAtNs = 0;
        if (claims.highWater() == 0 || !isScanDue()) {
            return false;
        }
        returnedSeen = claims.returned();
        do {
            slot = claims.takeOver(queue.epochNs());
            if (slot == 0) {
                orphansSeen = false;
                scannedAtNs = queue.epochNs();
                return false;
            }
            readAgain(claims.sequence(slot), claims.index(slot));
        } while (isPutAway());
        orphansSeen = false;
        state.countRedelivery();
        return true;
    }

    /** Whether the message just taken over is a dead letter, or becomes one now; then its claim has ended. */
    private boolean isPutAway() {
        long sequence = sequence();
        try {
            return isPutAwayBefore(sequence) || isDeliveredTooOften();
        } catch (RuntimeException e) {
            nack(slot, sequence);
            throw e;
        }
    }

    /** The former owner died while it put the message away: before or after it wrote the letter? */
    private boolean isPutAwayBefore(long sequence) {
        if (!claims.isMoving(slot)) {
            return false;
        }
        if (queue.deadLetters().has(sequence)) {
            return ack(slot, sequence);
        }
        claims.setMoving(slot, false);
        return false;
    }

    private boolean isDeliveredTooOften() {
        int allowed = queue.maxDeliveries();
        return allowed > 0
                && claims.deliveries(slot) > allowed
                && putAway(slot, allowed, DeadLetterRecord.DELIVERIES, "");
    }

    /** Makes a dead letter of a claimed message; false if the claim is not this process's any more. */
    public boolean deadLetter(int claimSlot, long sequence, int reason, String detail) {
        lock.lock();
        try {
            if (!claims.isMine(claimSlot, sequence)) {
                return false;
            }
            readAgain(sequence, claims.index(claimSlot));
            return putAway(claimSlot, claims.deliveries(claimSlot), reason, detail);
        } finally {
            lock.unlock();
        }
    }

    /** Makes a dead letter of the message last read, which was taken for good. */
    public void deadLetterTaken(int reason, String detail) {
        queue.deadLetters().add(new DeadLetterRecord(sequence(), index(), timestampNs(), 1, reason, detail), buffer);
    }

    /**
     * First the letter, then the end of the claim. A process that dies in between leaves a claim that is marked, and
     * the next one looks whether the letter is there.
     */
    private boolean putAway(int claimSlot, int deliveries, int reason, String detail) {
        DeadLetterBox box = queue.deadLetters();
        long sequence = sequence();
        if (!claims.isMoving(claimSlot) || !box.has(sequence)) {
            claims.setMoving(claimSlot, true);
            Failpoint.DEAD_LETTER_MARKED.hit();
            box.add(new DeadLetterRecord(sequence, index(), timestampNs(), deliveries, reason, detail), buffer);
        }
        Failpoint.DEAD_LETTER_BEFORE_ACK.hit();
        return ack(claimSlot, sequence);
    }

    /** Whether messages that fail become dead letters by themselves. */
    public boolean keepsDeadLetters() {
        return queue.maxDeliveries() > 0;
    }

    /** Whether a message handed out so often must not come again. */
    public boolean isLastDelivery(int deliveries) {
        return keepsDeadLetters() && deliveries >= queue.maxDeliveries();
    }

    private void readAgain(long sequence, long index) {
        requireNotHanding();
        if (redelivery == null) {
            redelivery = queue.cursor();
            redelivered = new MessageBuffer();
        }
        if (!redelivery.moveTo(index) || !redelivery.next(redelivered) || redelivery.sequence() != sequence) {
            throw unreadable(sequence, index);
        }
        last = redelivery;
        buffer = redelivered;
    }

    /** Stores only what is another one: a garbage collector may want a fence behind a reference. */
    private void useWalk() {
        if (last != walk) {
            last = walk;
            buffer = walked;
        }
    }

    /** Claims come back seldom; a busy consumer looks for them every 10 ms, and at once when told. */
    private boolean isScanDue() {
        lookedAtNs = queue.epochNs();
        // Epoch time, because a claim needs it as well and clocks are slow; it may be set back.
        return orphansSeen
                || claims.returned() != returnedSeen
                || Math.abs(lookedAtNs - scannedAtNs) >= SCAN_INTERVAL_NS;
    }

    /** Lets the message with this sequence be read where it lies, or in the buffer; null if it was not appended yet. */
    private MessageReader view(long sequence) {
        requireNotHanding();
        if (buffered != sequence && sequence == nextSequence) {
            useWalk();
            MessageReader message = walk.nextInPlace(walked);
            if (message != null) {
                return arrived(sequence) ? message : null;
            }
        }
        return read(sequence) ? buffer : null;
    }

    /**
     * Brings the message with this sequence into the buffer; false if it was not appended yet.
     *
     * <p>The log itself is asked first: a message is there with the one store that completes its document, and who
     * finds it needs no other word that producers write. It may not be counted yet.
     */
    private boolean read(long sequence) {
        requireNotHanding();
        useWalk();
        if (buffered == sequence) {
            walked.rewind();
            return true;
        }
        if (sequence == nextSequence) {
            if (walk.next(walked)) {
                boolean found = arrived(sequence);
                buffered = found ? sequence : UNKNOWN;
                return found;
            }
            if (walk.outlook() == LogCursor.Outlook.NOTHING) {
                return false;
            }
        }
        if (sequence >= state.appended()) {
            return false;
        }
        if (nextSequence == UNKNOWN || sequence < nextSequence || sequence - nextSequence > JUMP_DISTANCE) {
            jump(sequence);
        }
        long givingUpNs = 0;
        while (!step(sequence)) {
            if (isPassed(sequence)) {
                return false;
            }
            // Counted messages are in the log; a reader that rolls to the next file may need another look.
            long nowNs = queue.monotonicNs();
            givingUpNs = givingUpNs == 0 ? nowNs + UNREADABLE_AFTER_NS : givingUpNs;
            if (nowNs - givingUpNs > 0) {
                throw unreadable(sequence, walk.index());
            }
            LockSupport.parkNanos(1_000);
        }
        buffered = sequence;
        return true;
    }

    private boolean step(long sequence) {
        while (nextSequence < sequence) {
            if (!walk.skip()) {
                return false;
            }
            nextSequence = walk.sequence() + 1;
        }
        if (nextSequence > sequence) {
            // The log begins later than it did, and the walk went on where it begins now.
            jump(sequence);
            return false;
        }
        if (!walk.next(walked)) {
            return false;
        }
        return arrived(sequence);
    }

    private boolean arrived(long sequence) {
        nextSequence = walk.sequence() + 1;
        if (walk.sequence() != sequence && !isPassed(sequence)) {
            throw unreadable(sequence, walk.index());
        }
        return walk.sequence() == sequence;
    }

    /** Whether somebody took the message meanwhile, or retention passed it over: then it may be gone. */
    private boolean isPassed(long sequence) {
        return state.taken() > sequence;
    }

    /** Goes near a message that is far ahead; the hint is checked by the sequence that is read there. */
    private void jump(long sequence) {
        long index = state.indexHint();
        if (index != 0 && walk.moveTo(index) && walk.skip() && walk.sequence() < sequence) {
            nextSequence = walk.sequence() + 1;
        } else {
            nextSequence = walk.moveToSequence(sequence) ? sequence : UNKNOWN;
        }
    }

    private ObjectCorruptException unreadable(long sequence, long index) {
        return new ObjectCorruptException(
                "message is missing from the log: " + queue.file().path() + " sequence=" + sequence
                        + ", near index=0x" + Long.toHexString(index)
                        + ". Were log files removed? Restore them, or replay what is left"
                        + " into a new queue");
    }

    /** Whether the handle has something to take, as something to wait for beside others. */
    public WaitSource source() {
        return new QueueSource(queue, this, queue.notEmpty);
    }

    /** Waits until there may be something to take; false if the deadline passed first. */
    public boolean await(long deadlineNs) throws InterruptedException {
        queue.file().requireNotDeleted();
        return queue.awaitNotEmpty(this, deadlineNs);
    }

    @Override
    public boolean isTrue() {
        return mayTake()
                || claims.returned() != returnedSeen
                || orphansSeen
                || isDrained()
                || queue.file().isDeleted();
    }

    /** A waiter looks at the place where the next message will be, and lets the producers have their counter alone. */
    private boolean mayTake() {
        if (lock.tryLock()) {
            try {
                long next = state.taken();
                if (buffered == next) {
                    return true;
                }
                LogCursor.Outlook outlook = next == nextSequence ? walk.outlook() : LogCursor.Outlook.UNKNOWN;
                if (outlook != LogCursor.Outlook.UNKNOWN) {
                    return outlook == LogCursor.Outlook.MESSAGE;
                }
            } finally {
                lock.unlock();
            }
        }
        return state.appended() > state.taken();
    }

    @Override
    public void sliceExpired() {
        queue.recoverOrphanedAppend();
        orphansSeen = claims.highWater() > 0 && claims.hasOrphans();
    }

    /** Whether nothing will come any more: closed, all taken, and no claim elsewhere that could come back. */
    public boolean isDrained() {
        return state.isClosed() && state.appended() <= state.taken() && !claims.hasClaimsElsewhere();
    }

    /** Acknowledges a claim; false if it is not this process's any more. */
    public boolean ack(int claimSlot, long sequence) {
        boolean freed = claims.ack(claimSlot, sequence);
        if (freed) {
            queue.ringJoin();
            if (state.isClosed()) {
                queue.ringNotEmpty();
            }
        }
        return freed;
    }

    /** Gives a claim back for somebody else; false if it is not this process's any more. */
    public boolean nack(int claimSlot, long sequence) {
        boolean returned = claims.giveBack(claimSlot, sequence);
        if (returned) {
            queue.ringNotEmpty();
        }
        return returned;
    }

    /** Whether the slot holds this process's claim on the message. */
    public boolean isMine(int claimSlot, long sequence) {
        return claims.isMine(claimSlot, sequence);
    }

    /** How often the claimed message was handed out. */
    public int deliveries(int claimSlot) {
        return claims.deliveries(claimSlot);
    }

    /** The message last read. */
    public MessageBuffer buffer() {
        return buffer;
    }

    /** Sequence of the message last read. */
    public long sequence() {
        return last.sequence();
    }

    /** Log index of the message last read. */
    public long index() {
        return last.index();
    }

    /** When the message last read was appended. */
    public long timestampNs() {
        return last.timestampNs();
    }

    @Override
    public void close() {
        walk.close();
        if (redelivery != null) {
            redelivery.close();
        }
    }
}
