package io.parley.perf.rig;

import io.parley.perf.map.BareLongs;
import io.parley.perf.map.BareValues;
import io.parley.perf.map.LongTable;
import io.parley.perf.map.ParleyLongs;
import io.parley.perf.transport.Scratch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Whose map {@link MapContest} is about. */
public enum MapContender {
    /** Parley's. */
    PARLEY("SharedLongMap"),
    /** Bare Chronicle Map, numbers as its own values. */
    CHRONICLE("bare Chronicle Map, LongValue"),
    /** Bare Chronicle Map, numbers as objects. */
    CHRONICLE_BOXED("bare Chronicle Map, Long"),
    /** What Python programs use: a dictionary in a server process. */
    PYTHON("Python Manager().dict()");

    private final String title;

    MapContender(String title) {
        this.title = title;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it can be measured on this machine. */
    public boolean isPresent() {
        return this != PYTHON || Baseline.PYTHON_MAP.isPresent();
    }

    /** Why not, if it cannot. */
    public String absence() {
        return Baseline.PYTHON_MAP.absence();
    }

    /** Starts all players, or the one process that starts them; each knows from its number what to do. */
    List<Child> start(Scratch scratch, Path page, List<MapTask> tasks, int entries) {
        if (this == PYTHON) {
            String words = String.join(",", tasks.stream().map(MapTask::name).toList());
            return List.of(
                    new Child(Baseline.PYTHON_MAP.command(scratch, page.toString(), Integer.toString(entries), words)));
        }
        return IntStream.range(0, tasks.size())
                .<Child>mapToObj(player -> ChildJvm.start(
                        MapPlayer.class,
                        List.of(),
                        List.of(
                                name(),
                                page.toString(),
                                Integer.toString(entries),
                                Integer.toString(player),
                                tasks.get(player).name())))
                .toList();
    }

    /** A new map in a directory; null if its players make their own. */
    LongTable filled(Path directory, int entries) {
        if (this == PYTHON) {
            return null;
        }
        LongTable map = open(directory, entries);
        map.fill(entries);
        return map;
    }

    /** The map in a directory as this JVM sees it. */
    public LongTable open(Path directory, int entries) {
        return switch (this) {
            case PARLEY -> ParleyLongs.open(directory, entries);
            case CHRONICLE -> BareValues.open(directory, entries);
            case CHRONICLE_BOXED -> BareLongs.open(directory, entries);
            case PYTHON -> throw new IllegalArgumentException("not in Java: " + this);
        };
    }
}
