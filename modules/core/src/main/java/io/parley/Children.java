package io.parley;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildSnapshot;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Family;
import java.time.Instant;
import java.util.List;

/** Makes out of the records of the table of children what users see. */
final class Children {
    private Children() {}

    static List<ChildInfo> of(Domain domain) {
        ChildTable table = domain.childrenIfThere();
        return table == null
                ? List.of()
                : Family.of(table.read(), domain.processes()).stream()
                        .map(Children::info)
                        .toList();
    }

    private static ChildInfo info(Family family) {
        ChildSnapshot child = family.child();
        ChildInfo.Parent parent = new ChildInfo.Parent(
                family.parentNumber(),
                family.parentSlot(),
                child.parentPid(),
                family.parentName(),
                child.parentAlive());
        return new ChildInfo(
                child.number(),
                child.name(),
                child.pid(),
                family.slot(),
                parent,
                child.is(ChildTable.DAEMON),
                child.is(ChildTable.WORKER),
                ChildInfo.State.valueOf(child.state().name()),
                Instant.ofEpochSecond(0, child.startedAtNs()),
                child.endedAtNs() == 0 ? null : Instant.ofEpochSecond(0, child.endedAtNs()),
                family.exit(),
                child.reason());
    }
}
