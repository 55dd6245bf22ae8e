package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import io.parley.sync.Lease;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed while it enters the thread table, or leaves it; three others work, and do not notice. */
@Timeout(120)
@KillsAt({Failpoint.THREAD_BEFORE_LINK, Failpoint.THREAD_LINKED, Failpoint.THREAD_UNLINKED})
@ExtendWith(CrashTestWatcher.class)
class ThreadTableCrashIT {
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Comes to the lock and leaves the domain again. */
    static final class Passer {
        public static void main(String[] args) throws InterruptedException {
            try (World world = new World(Path.of(args[0]), "passer");
                    Lease lease = world.lock.acquire()) {
                world.guarded.enter(lease.recovered(), lease::markConsistent);
                world.guarded.change();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD_BEFORE_LINK", "THREAD_LINKED", "THREAD_UNLINKED"})
    void shouldNotMissOneThatDiesOnItsWayInOrOut(Failpoint point) {
        try (World world = new World(directory.resolve("domain"), "test")) {
            List<ForkedJvm> survivors = new ArrayList<>();
            for (int actor = 0; actor < 3; actor++) {
                survivors.add(ForkedJvm.fork(LockActor.class, domain(), Integer.toString(actor)));
            }
            survivors.forEach(jvm -> jvm.awaitReached("ready", START));
            awaitProgress(world);

            ForkedJvm victim = ForkedJvm.builder(Passer.class)
                    .args(domain())
                    .failAt(point, FailAction.KILL)
                    .start();
            victim.awaitFailpoint(point, START);
            victim.awaitExit(ForkedJvm.EXIT_KILLED, HANG);

            awaitProgress(world);
            assertThat(world.lock.recoveries()).as("it did not hold").isZero();
            world.stop.set(1);
            survivors.forEach(jvm -> jvm.awaitExit(0, HANG));
            assertThat(world.guarded.left.get()).isEqualTo(world.guarded.right.get());
            assertThat(world.lock.isLocked()).isFalse();
        }
    }

    private static void awaitProgress(World world) {
        for (int actor = 0; actor < 3; actor++) {
            int index = actor;
            long before = world.operations.get(actor);
            await().atMost(HANG).until(() -> world.operations.get(index) > before + 10);
        }
    }

    private String domain() {
        return directory.resolve("domain").toString();
    }
}
