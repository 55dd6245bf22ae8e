package io.parley.internal.chronicle;

import io.parley.internal.memory.FileFailures;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.RollingResourcesCache;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Lists the cycle files of a log. */
final class CycleFiles {
    private static final String SUFFIX = SingleChronicleQueue.SUFFIX;

    private CycleFiles() {}

    /** What is there now, oldest first; what has a name that Chronicle would not give is left out. */
    static List<CycleFile> in(Path directory, RollCycle rollCycle, long epoch) {
        RollingResourcesCache names = new RollingResourcesCache(rollCycle, epoch, File::new, File::getName);
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            all.forEach(paths::add);
        } catch (IOException e) {
            throw FileFailures.explain("list the log", directory, e);
        }
        paths.sort(null);
        List<CycleFile> files = new ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            boolean newest = i == paths.size() - 1;
            int cycle = cycle(names, paths.get(i));
            if (cycle >= 0) {
                files.add(new CycleFile(
                        paths.get(i),
                        rollCycle.toIndex(cycle, 0),
                        newest ? CycleFile.Ending.OPEN : CycleFile.Ending.MARK));
            }
        }
        return files;
    }

    private static int cycle(RollingResourcesCache names, Path file) {
        String name = file.getFileName().toString();
        try {
            return names.parseCount(name.substring(0, name.length() - SUFFIX.length()));
        } catch (RuntimeException notOfThisRollCycle) {
            return -1;
        }
    }
}
