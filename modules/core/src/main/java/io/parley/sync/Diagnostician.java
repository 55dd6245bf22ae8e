package io.parley.sync;

import io.parley.internal.domain.DomainLook;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.map.ListLayout;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.queue.QueueLayout;
import io.parley.internal.sync.LockGlance;
import io.parley.internal.sync.ThreadNames;
import io.parley.internal.wait.WaitBoard;
import io.parley.internal.wait.WaitReason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what lock files and wait board say. Reads only; what comes and goes meanwhile is missing or there. */
final class Diagnostician {
    private static final int EMBEDDED = ObjectHeader.LENGTH;
    /** Kinds whose file begins with a lock. */
    private static final Set<ObjectKind> WITH_LOCK = EnumSet.of(
            ObjectKind.LOCK,
            ObjectKind.BINARY_LOCK,
            ObjectKind.READ_WRITE_LOCK,
            ObjectKind.LONG,
            ObjectKind.INT,
            ObjectKind.BYTE,
            ObjectKind.SHORT,
            ObjectKind.BOOLEAN,
            ObjectKind.FLOAT,
            ObjectKind.DOUBLE,
            ObjectKind.LONG_ARRAY,
            ObjectKind.INT_ARRAY,
            ObjectKind.BYTE_ARRAY,
            ObjectKind.SHORT_ARRAY,
            ObjectKind.FLOAT_ARRAY,
            ObjectKind.DOUBLE_ARRAY,
            ObjectKind.TEXT,
            ObjectKind.BYTE_STRING,
            ObjectKind.STRUCT,
            ObjectKind.STRUCT_ARRAY);

    private final DomainLook domain;
    private final Map<Place, LockGlance> locks = new LinkedHashMap<>();
    private final Map<Party, WaitBoard.Note> notes = new LinkedHashMap<>();

    Diagnostician(DomainLook domain) {
        this.domain = domain;
    }

    /** A lock cell. */
    private record Place(String object, int offset) {}

    /** A thread of some process. */
    private record Party(int owner, long threadId) {}

    Diagnosis diagnose() {
        WaitBoard board = domain.waitBoard();
        if (board != null) {
            board.read().stream()
                    .sorted(Comparator.comparingLong(WaitBoard.Note::sinceNs))
                    .forEach(note -> notes.put(new Party(note.owner(), note.threadId()), note));
        }
        // After the waiters: a lock that a waiter waits for is then seen with its present holder.
        scanLocks();
        return new Diagnosis(
                domain.directory(),
                locks.entrySet().stream()
                        .map(lock -> held(lock.getKey(), lock.getValue()))
                        .toList(),
                notes.values().stream().map(this::waiting).toList(),
                deadlocks(),
                board == null || !board.isFull());
    }

    private void scanLocks() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(domain.directory())) {
            for (Path file : files) {
                ObjectKind kind = ObjectKind.ofFile(file.getFileName().toString());
                if (kind == ObjectKind.QUEUE) {
                    look(file.resolve(QueueLayout.STATE_FILE), kind, QueueLayout.APPEND_LOCK);
                } else if (kind == ObjectKind.LIST) {
                    look(file.resolve(ListLayout.FILE), ObjectKind.LIST_ORDER, ListLayout.LOCK);
                } else if (kind != null && WITH_LOCK.contains(kind)) {
                    look(file, kind, EMBEDDED);
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return;
        }
    }

    private void look(Path file, ObjectKind kind, int cell) {
        LockGlance lock = LockGlance.heldAt(file, kind, cell);
        if (lock != null) {
            locks.put(new Place(domain.relative(file), cell), lock);
        }
    }

    private Diagnosis.Held held(Place place, LockGlance lock) {
        ProcessSlot slot = domain.find(lock.owner());
        HolderInfo holder = new HolderInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? "gone" : slot.name(),
                lock.threadId(),
                lock.token(),
                slot != null && slot.alive() && !domain.hasThreadEnded(lock.mark()),
                lock.seenSinceNs() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, lock.seenSinceNs())));
        return new Diagnosis.Held(place.object(), holder, threadName(new Party(lock.owner(), lock.threadId())));
    }

    /** A thread of another process is known by name only while it sleeps. */
    private String threadName(Party party) {
        WaitBoard.Note note = notes.get(party);
        if (note != null) {
            return note.threadName();
        }
        return party.owner() == domain.liveness().self() ? ThreadNames.name(party.threadId()) : "";
    }

    private Diagnosis.Waiting waiting(WaitBoard.Note note) {
        Diagnosis.Reason reason = switch (note.reason()) {
            case LOCK -> Diagnosis.Reason.LOCK;
            case CHANGE -> Diagnosis.Reason.CHANGE;
            case SIGNAL -> Diagnosis.Reason.SIGNAL;
        };
        return new Diagnosis.Waiting(note.object(), reason, Waiters.info(domain, note));
    }

    /** A thread waits for one lock at most, and a lock has one holder at most: who follows them walks in a line. */
    private List<Diagnosis.Deadlock> deadlocks() {
        List<Diagnosis.Deadlock> found = new ArrayList<>();
        Set<Party> done = new HashSet<>();
        for (Party start : notes.keySet()) {
            Map<Party, Integer> positions = new HashMap<>();
            List<Party> line = new ArrayList<>();
            Party party = start;
            while (party != null && !done.contains(party) && !positions.containsKey(party)) {
                positions.put(party, line.size());
                line.add(party);
                party = heldUpBy(party);
            }
            if (party != null && positions.containsKey(party)) {
                found.add(new Diagnosis.Deadlock(line.subList(positions.get(party), line.size()).stream()
                        .map(member -> waiting(notes.get(member)))
                        .toList()));
            }
            done.addAll(line);
        }
        return found;
    }

    /** Who holds the lock that a thread waits for, if that one sleeps as well. */
    private Party heldUpBy(Party waiter) {
        WaitBoard.Note note = notes.get(waiter);
        LockGlance lock = note.reason() == WaitReason.LOCK ? locks.get(new Place(note.object(), note.offset())) : null;
        Party holder = lock == null ? null : new Party(lock.owner(), lock.threadId());
        return holder != null && notes.containsKey(holder) ? holder : null;
    }
}
