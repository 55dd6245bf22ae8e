package io.parley.multi;

import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.sync.SharedLock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes in different PID namespaces, as in containers, know of each other who lives. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class NamespaceIT {
    private static final String[] HERE = {};
    /** Many times what it takes to take a lock over from the dead. */
    private static final long LONG_ENOUGH_MS = 300;

    @TempDir
    Path directory;

    /** Looks, whenever it is told to, who lives and whether the holder's lock can be had. */
    static final class Watcher {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "watcher")) {
                SharedLock lock = parley.lock("holder");
                Script.report("own pid", ProcessHandle.current().pid());
                while (true) {
                    Script.await("look");
                    boolean locked = lock.tryLock(LONG_ENOUGH_MS, TimeUnit.MILLISECONDS);
                    Script.report("alive", Domains.alive(parley).get("holder"));
                    Script.report("lock", !locked ? "taken" : lock.isRecovered() ? "recovered" : "free");
                    if (locked) {
                        lock.unlock();
                    }
                    Script.reached("looked");
                }
            }
        }
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.argumentSet("holder in a namespace", Namespaces.UNSHARE, HERE),
                Arguments.argumentSet("watcher in a namespace", HERE, Namespaces.UNSHARE),
                Arguments.argumentSet("each in its own", Namespaces.UNSHARE, Namespaces.UNSHARE));
    }

    @BeforeEach
    void assumeNamespaces() {
        Namespaces.assume();
    }

    @ParameterizedTest
    @MethodSource("places")
    void shouldTellTheDeadFromTheStopped(String[] holdersPlace, String[] watchersPlace) {
        // given both, with the lock held
        ForkedJvm holder = Domains.child(Holder.class, directory.resolve("domain"), "holder", "never")
                .prefixCommand(holdersPlace)
                .start();
        holder.awaitReached(Holder.HOLDING, START);
        ForkedJvm watcher = Domains.child(Watcher.class, directory.resolve("domain"))
                .prefixCommand(watchersPlace)
                .start();
        if (watchersPlace.length > 0) {
            assertThat(watcher.awaitReported("own pid", START)).isEqualTo("1");
        }

        require(watcher, "true", "taken");

        holder.stop();
        require(watcher, "true", "taken");

        holder.kill();
        // The kernel gives up the locks of a dead thread first, and the process a moment later.
        await().untilAsserted(() -> require(watcher, "false", "recovered"));
    }

    static void require(ForkedJvm watcher, String alive, String lock) {
        watcher.proceed("look");
        watcher.awaitReached("looked", START);
        assertThat(watcher.reported("alive")).contains(alive);
        assertThat(watcher.reported("lock")).contains(lock);
    }
}
