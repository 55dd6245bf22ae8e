package io.parley.internal.chronicle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import net.openhft.chronicle.queue.RollCycle;

/** Describes the cycle files of a log. */
final class CycleFiles {
    private CycleFiles() {}

    /** From their paths by number; the newest is the one that is written to. */
    static List<CycleFile> of(SortedMap<Integer, Path> cycles, RollCycle rollCycle) {
        List<CycleFile> files = new ArrayList<>(cycles.size());
        cycles.forEach((cycle, path) -> files.add(new CycleFile(
                path,
                rollCycle.toIndex(cycle, 0),
                cycle.equals(cycles.lastKey()) ? CycleFile.Ending.OPEN : CycleFile.Ending.MARK)));
        return files;
    }
}
