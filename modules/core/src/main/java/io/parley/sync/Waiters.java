package io.parley.sync;

import io.parley.internal.domain.Domain;
import io.parley.internal.domain.DomainLook;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.wait.WaitBoard;
import io.parley.internal.wait.WaitReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What the wait board says, for people. */
final class Waiters {
    private Waiters() {}

    /** Who sleeps at one place, longest first. */
    static List<WaiterInfo> of(Domain domain, WaitReason reason, Path file, int offset) {
        WaitBoard board = domain.waitBoard();
        if (board == null) {
            return List.of();
        }
        String object = domain.relative(file);
        return board.read().stream()
                .filter(note -> note.reason() == reason
                        && note.offset() == offset
                        && note.object().equals(object))
                .sorted(Comparator.comparingLong(WaitBoard.Note::sinceNs))
                .map(note -> info(domain, note))
                .toList();
    }

    static WaiterInfo info(DomainLook domain, WaitBoard.Note note) {
        ProcessSlot slot = domain.find(note.owner());
        return new WaiterInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? "gone" : slot.name(),
                note.threadId(),
                note.threadName(),
                Instant.ofEpochSecond(0, note.sinceNs()));
    }
}
