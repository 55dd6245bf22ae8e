package io.parley.observe;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.BarrierCore;
import io.parley.internal.sync.BarrierWord;
import io.parley.internal.sync.ConditionLayout;
import io.parley.internal.sync.EventWord;
import io.parley.internal.sync.LatchWord;
import io.parley.internal.sync.PermitWord;
import io.parley.internal.sync.ReadWriteWord;
import io.parley.sync.ProcessHold;
import io.parley.sync.WaiterInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Locks and what else threads wait for, in mapped files. */
final class SyncLook {
    private final People people;
    private final Memory memory;
    private final Path file;

    SyncLook(People people, Memory memory, Path file) {
        this.people = people;
        this.memory = memory;
        this.file = file;
    }

    ObjectSnapshot at(ObjectKind kind) {
        return switch (kind) {
            case READ_WRITE_LOCK -> readWriteLock();
            case SEMAPHORE -> semaphore();
            case CONDITION -> condition();
            case EVENT -> event();
            case BARRIER -> barrier();
            case LATCH ->
                new ObjectSnapshot.Latch(LatchWord.count(memory), LatchWord.initial(memory), people.waiters(file));
            default -> people.lock(memory, ObjectHeader.LENGTH, file);
        };
    }

    private ObjectSnapshot readWriteLock() {
        int state = memory.getIntVolatile(ReadWriteWord.STATE);
        return new ObjectSnapshot.ReadWriteLock(
                people.lock(memory, ReadWriteWord.WRITER, file),
                (state & ReadWriteWord.WRITING) != 0,
                (state & ReadWriteWord.DIRTY) == 0,
                people.holds(memory, ReadWriteWord.READERS),
                people.waiters(file));
    }

    private ObjectSnapshot semaphore() {
        int sort = PermitWord.sort(memory);
        return new ObjectSnapshot.Semaphore(
                switch (sort) {
                    case PermitWord.PLAIN -> "plain";
                    case PermitWord.BOUNDED -> "bounded";
                    case PermitWord.LEASED -> "leased";
                    default -> "unknown sort " + sort;
                },
                PermitWord.permits(memory.getIntVolatile(PermitWord.WORD)),
                PermitWord.initial(memory),
                sort == PermitWord.LEASED ? people.holds(memory, PermitWord.LEASES) : List.of(),
                people.waiters(file));
    }

    private ObjectSnapshot event() {
        long word = EventWord.read(memory);
        return new ObjectSnapshot.Event(EventWord.isSet(word), EventWord.epoch(word), people.waiters(file));
    }

    private ObjectSnapshot barrier() {
        long state = memory.getLongVolatile(BarrierWord.STATE);
        int parties = BarrierWord.parties(memory);
        int arrived = Math.max(0, Math.min(memory.getIntVolatile(BarrierWord.ARRIVED), parties));
        int cause = memory.getIntVolatile(BarrierWord.CAUSE);
        return new ObjectSnapshot.Barrier(
                parties,
                arrived,
                Integer.toUnsignedLong(BarrierWord.phase(state)),
                BarrierWord.isBroken(state),
                cause == 0 ? "" : BarrierCore.Cause.words(cause),
                arrivals(arrived));
    }

    private List<ProcessHold> arrivals(int arrived) {
        return people.holds(visitor -> {
            for (int i = 0; i < arrived; i++) {
                visitor.visit(memory.getIntVolatile(BarrierWord.LIST + i * Integer.BYTES), 1);
            }
        });
    }

    private ObjectSnapshot condition() {
        List<WaiterInfo> waiters = new ArrayList<>();
        int signalled = 0;
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            int at = ConditionLayout.at(slot);
            int owner = memory.getIntVolatile(at + ConditionLayout.OWNER);
            int state = memory.getIntVolatile(at + ConditionLayout.STATE);
            if (owner != Owner.NONE && state < ConditionLayout.LEFT) {
                signalled += state == ConditionLayout.SIGNALLED ? 1 : 0;
                long threadId = memory.getLong(at + ConditionLayout.THREAD_ID);
                waiters.add(people.waiter(owner, threadId, "", memory.getLong(at + ConditionLayout.SINCE)));
            }
        }
        waiters.sort(Comparator.comparing(WaiterInfo::since));
        return new ObjectSnapshot.Condition(signalled, List.copyOf(waiters));
    }
}
