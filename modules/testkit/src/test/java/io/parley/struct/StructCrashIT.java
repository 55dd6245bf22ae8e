package io.parley.struct;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.value.SharedBytes;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import io.parley.value.SharedText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A writer is killed at every step: readers see the old value or the new one all the time, and writers go on. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class StructCrashIT {
    /** The common pool has one thread on two processors, and the reader keeps it. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final long OLD = 1;
    private static final long DEAD = 2;
    private static final long NEXT = 3;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration HANG = Duration.ofSeconds(10);

    private static final List<Failpoint> POINTS = List.of(
            Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN,
            Failpoint.LOCK_HELD,
            Failpoint.CELL_HALF_WRITTEN,
            Failpoint.CELL_BEFORE_PUBLISH,
            Failpoint.CELL_PUBLISHED,
            Failpoint.LOCK_BEFORE_RELEASE);
    /** From here on readers see what the dead process wrote. */
    private static final Set<Failpoint> PUBLISHED = EnumSet.of(Failpoint.CELL_PUBLISHED, Failpoint.LOCK_BEFORE_RELEASE);

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    /** A struct dies at every point, the others where their own stores are. */
    static Stream<Arguments> deaths() {
        return Stream.of(Subject.values())
                .flatMap(subject -> POINTS.stream()
                        .filter(point ->
                                subject == Subject.STRUCT || point.name().startsWith("CELL_"))
                        .map(point -> Arguments.of(subject, point)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void shouldKeepOldOrNewWhenTheWriterDies(Subject subject, Failpoint point) {
        // given a value, somebody who reads it all the time, and somebody who waits for a change
        Subject.Handle mine = subject.open(parley);
        mine.write().accept(OLD);
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> wrong = CompletableFuture.supplyAsync(
                () -> {
                    long count = 0;
                    while (!stop.get()) {
                        long seen = mine.read().getAsLong();
                        count += seen == OLD || seen == DEAD || seen == NEXT ? 0 : 1;
                    }
                    return count;
                },
                THREADS);

        // when a writer dies
        ForkedJvm victim = ForkedJvm.builder(SubjectWriter.class)
                .args(directory.resolve("domain").toString(), subject.name(), Long.toString(DEAD))
                .failAt(point, FailAction.KILL)
                .start();
        victim.awaitFailpoint(point, START);
        victim.awaitExit(ForkedJvm.EXIT_KILLED, START);

        // then the value is whole, and nobody has to do anything for that
        assertThat(mine.read().getAsLong()).isEqualTo(PUBLISHED.contains(point) ? DEAD : OLD);
        assertThat(mine.version().getAsLong()).isEqualTo(PUBLISHED.contains(point) ? 2 : 1);

        // and the next writer takes over, whoever it is
        CompletableFuture.runAsync(() -> mine.write().accept(NEXT), THREADS)
                .orTimeout(HANG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
        assertThat(mine.read().getAsLong()).isEqualTo(NEXT);
        SharedLock lock = lockOf(mine);
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.recoveries()).isEqualTo(1);
        stop.set(true);
        assertThat(wrong.join()).isZero();
    }

    private static SharedLock lockOf(Subject.Handle handle) {
        if (handle.object() instanceof SharedStruct<?> struct) {
            return struct.lock();
        }
        if (handle.object() instanceof SharedStructArray<?> array) {
            return array.lock();
        }
        return handle.object() instanceof SharedText text ? text.lock() : ((SharedBytes) handle.object()).lock();
    }
}
