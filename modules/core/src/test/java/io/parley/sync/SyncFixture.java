package io.parley.sync;

import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A domain, other processes in it as far as the kernel can tell, and raw views of its objects. */
final class SyncFixture implements AutoCloseable {
    final Path directory;
    final Parley parley;
    private final List<OtherProcess> others = new ArrayList<>();

    SyncFixture(Path directory, WaitStrategy strategy) {
        this.directory = directory;
        this.parley = Parley.open(ParleyConfig.at(directory)
                .withDurable(false)
                .withProcessName("tests")
                .withWaitStrategy(strategy));
    }

    SyncFixture(Path directory) {
        this(directory, WaitStrategy.adaptive());
    }

    /** Every way of waiting. */
    static Stream<WaitStrategy> strategies() {
        return Stream.of(
                WaitStrategy.adaptive(),
                WaitStrategy.block(),
                WaitStrategy.spin(),
                WaitStrategy.park(Duration.ofNanos(50_000)));
    }

    /** The words of an object's file. */
    static Memory words(SyncObject object) throws IOException {
        return TestFiles.map(object.path());
    }

    OtherProcess join(String name) throws IOException {
        OtherProcess other = OtherProcess.join(directory, name);
        others.add(other);
        return other;
    }

    /** Starts work that waits, and returns once it sleeps. */
    static <T> Background<T> asleepCalling(Callable<Boolean> hasWaiters, Callable<T> work) {
        Background<T> waiter = Background.call(work);
        await().until(hasWaiters);
        return waiter.awaitAsleep();
    }

    /** As {@link #asleepCalling}, for work that returns nothing. */
    static Background<Void> asleep(Callable<Boolean> hasWaiters, Background.Work work) {
        return asleepCalling(hasWaiters, () -> {
            work.run();
            return null;
        });
    }

    @Override
    public void close() {
        others.forEach(OtherProcess::close);
        parley.close();
    }
}
