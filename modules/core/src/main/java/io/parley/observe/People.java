package io.parley.observe;

import io.parley.ProcessInfo;
import io.parley.internal.domain.DomainGlance;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.memory.Memory;
import io.parley.internal.sync.LockGlance;
import io.parley.internal.sync.LockWord;
import io.parley.internal.sync.SlotTable;
import io.parley.internal.wait.WaitBoard;
import io.parley.internal.wait.WaitReason;
import io.parley.sync.HolderInfo;
import io.parley.sync.ProcessHold;
import io.parley.sync.WaiterInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Owner words in a domain's files as people want to see them. */
final class People {
    private static final String GONE = "gone";

    private final DomainGlance domain;
    private ProcessIdentity self;

    People(DomainGlance domain) {
        this.domain = domain;
    }

    static Instant instant(long epochNs) {
        return Instant.ofEpochSecond(0, epochNs);
    }

    List<ProcessInfo> processes() {
        return domain.processes().stream().map(this::info).toList();
    }

    /** Empty if it is nobody, or its slot moved on. */
    Optional<ProcessInfo> process(int owner) {
        return Optional.ofNullable(domain.find(owner)).map(this::info);
    }

    private ProcessInfo info(ProcessSlot slot) {
        return new ProcessInfo(
                slot.pid(), slot.name(), slot.slot(), slot.alive(), isSelf(slot), instant(slot.openedAtNs()));
    }

    private synchronized boolean isSelf(ProcessSlot slot) {
        if (self == null) {
            self = ProcessIdentity.current("");
        }
        return slot.pid() == self.pid()
                && slot.startTime() == self.startTime()
                && slot.pidNamespace() == self.pidNamespace();
    }

    /** The lock at {@code cell} of an object's file. */
    ObjectSnapshot.Lock lock(Memory memory, int cell, Path file) {
        LockGlance lock = LockGlance.at(memory, cell);
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("acquisitions", lock.token());
        counters.put("contended", lock.contended());
        counters.put("recoveries", lock.recoveries());
        return new ObjectSnapshot.Lock(
                lock.isFree() ? Optional.empty() : Optional.of(holder(lock)),
                !lock.inconsistent(),
                lock.has(LockWord.FAIR),
                lock.has(LockWord.RECOVERS),
                waiters(file, note -> note.reason() == WaitReason.LOCK && note.offset() == cell),
                counters);
    }

    private HolderInfo holder(LockGlance lock) {
        ProcessSlot slot = domain.find(lock.owner());
        return new HolderInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? GONE : slot.name(),
                lock.threadId(),
                lock.token(),
                slot != null && slot.alive() && !domain.hasThreadEnded(lock.mark()),
                lock.seenSinceNs() == 0 ? Optional.empty() : Optional.of(instant(lock.seenSinceNs())));
    }

    /** Who sleeps until something of the object changes, longest first. */
    List<WaiterInfo> waiters(Path file) {
        return waiters(file, note -> note.reason() != WaitReason.LOCK);
    }

    private List<WaiterInfo> waiters(Path file, Predicate<WaitBoard.Note> which) {
        String object = domain.directory().relativize(file).toString();
        return domain.waits().stream()
                .filter(note -> note.object().equals(object) && which.test(note))
                .sorted(Comparator.comparingLong(WaitBoard.Note::sinceNs))
                .map(note -> waiter(note.owner(), note.threadId(), note.threadName(), note.sinceNs()))
                .toList();
    }

    WaiterInfo waiter(int owner, long threadId, String threadName, long sinceNs) {
        ProcessSlot slot = domain.find(owner);
        return new WaiterInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? GONE : slot.name(),
                threadId,
                threadName,
                instant(sinceNs));
    }

    /** What each process has. */
    List<ProcessHold> holds(Memory memory, int table) {
        return holds(visitor -> new SlotTable(memory, table, domain.liveness()).forEach(visitor));
    }

    /** The same, of whatever shows who has how many. */
    List<ProcessHold> holds(Consumer<SlotTable.Visitor> source) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        source.accept((owner, count) -> {
            if ((owner & Owner.MASK) != Owner.NONE) {
                counts.merge(owner, count, Integer::sum);
            }
        });
        List<ProcessHold> holds = new ArrayList<>();
        counts.forEach((owner, count) -> {
            ProcessSlot slot = domain.find(owner);
            holds.add(
                    slot == null
                            ? new ProcessHold(0, GONE, false, count)
                            : new ProcessHold(slot.pid(), slot.name(), slot.alive(), count));
        });
        return List.copyOf(holds);
    }
}
