package io.parley.sync;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A domain with one lock, and a view of the lock's raw words. */
final class LockFixture implements AutoCloseable {
    static final int WORD = 128;
    static final int PREVIOUS_OWNER = 128 + 60;
    static final int WAITERS = 1 << 31;
    static final int INCONSISTENT = 1 << 30;

    final Path directory;
    final Parley parley;
    final SharedLock lock;
    final Memory words;
    private final List<OtherProcess> others = new ArrayList<>();

    LockFixture(Path directory, WaitStrategy strategy) throws IOException {
        this.directory = directory;
        this.parley = Parley.open(config(directory).withWaitStrategy(strategy));
        this.lock = parley.lock("book");
        this.words = TestFiles.map(lock.path());
    }

    LockFixture(Path directory) throws IOException {
        this(directory, WaitStrategy.adaptive());
    }

    static ParleyConfig config(Path directory) {
        return ParleyConfig.at(directory).withDurable(false).withProcessName("tests");
    }

    int word() {
        return words.getIntVolatile(WORD);
    }

    boolean hasWaiters() {
        return word() < 0;
    }

    OtherProcess join(String name) throws IOException {
        OtherProcess other = OtherProcess.join(directory, name);
        others.add(other);
        return other;
    }

    /** Another process that holds the lock; what it does with the lock is one store. */
    OtherProcess heldByAnother() throws IOException {
        OtherProcess other = join("other");
        words.putIntVolatile(WORD, other.owner());
        return other;
    }

    @Override
    public void close() {
        others.forEach(OtherProcess::close);
        parley.close();
    }
}
