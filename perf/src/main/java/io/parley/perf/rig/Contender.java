package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import io.parley.sync.LockOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What guards the counter of {@link ContendedCounter}. */
public enum Contender {
    /** Parley's lock. */
    SHARED_LOCK("SharedLock", null),
    /** Parley's lock, served in order of arrival. */
    FAIR_LOCK("SharedLock, fair", null),
    /** The kernel's lock on a file, which is all that the JDK has between processes. */
    FILE_LOCK("java.nio FileLock", null),
    /** A mutex of C that survives the death of its holder. */
    ROBUST_MUTEX("C pthread mutex, shared and robust", Baseline.MUTEX_COUNTER),
    /** What Python programs use. */
    PYTHON_LOCK("Python multiprocessing.Lock", Baseline.PYTHON_COUNTER);

    private final String title;
    private final Baseline baseline;

    Contender(String title, Baseline baseline) {
        this.title = title;
        this.baseline = baseline;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it can be measured on this machine. */
    public boolean isPresent() {
        return baseline == null || baseline.isPresent();
    }

    /** Why not, if it cannot. */
    public String absence() {
        return baseline.absence();
    }

    /** Starts all players, or the one process that starts them. */
    List<Child> start(Scratch scratch, Path page, int players) {
        if (baseline != null) {
            return List.of(new Child(baseline.command(scratch, page.toString(), Integer.toString(players))));
        }
        return IntStream.range(0, players)
                .<Child>mapToObj(player -> ChildJvm.start(
                        Player.class, List.of(), List.of(name(), page.toString(), Integer.toString(player))))
                .toList();
    }

    /** The lock as a player in this JVM sees it. */
    Mutex mutex(Path directory) {
        return switch (this) {
            case SHARED_LOCK -> Mutex.Shared.open(directory, LockOptions.defaults());
            case FAIR_LOCK -> Mutex.Shared.open(directory, LockOptions.fair());
            case FILE_LOCK -> Mutex.OfFile.open(directory);
            case ROBUST_MUTEX, PYTHON_LOCK -> throw new IllegalArgumentException("not in Java: " + this);
        };
    }
}
