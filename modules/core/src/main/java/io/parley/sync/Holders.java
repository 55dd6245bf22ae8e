package io.parley.sync;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.SlotTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Owner words as people want to see them. */
final class Holders {
    private Holders() {}

    static Optional<HolderInfo> of(Domain domain, LockCore core) {
        int owner = core.owner();
        if (owner == Owner.NONE) {
            return Optional.empty();
        }
        ProcessSlot slot = domain.find(owner);
        long sinceNs = core.heldSinceAtLeastNs();
        return Optional.of(new HolderInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? "gone" : slot.name(),
                core.holderThreadId(),
                core.token(),
                slot != null && slot.alive(),
                sinceNs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, sinceNs))));
    }

    static List<ProcessHold> of(Domain domain, SlotTable table) {
        List<ProcessHold> holds = new ArrayList<>();
        table.forEach((owner, count) -> {
            ProcessSlot slot = domain.find(owner);
            holds.add(
                    slot == null
                            ? new ProcessHold(0, "gone", false, count)
                            : new ProcessHold(slot.pid(), slot.name(), slot.alive(), count));
        });
        return List.copyOf(holds);
    }
}
