package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.FailpointHit;
import io.parley.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed at every step of a lock while three others use it: they go on, and one of them is told. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class LockCrashIT {
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"LOCK_ACQUIRED_BEFORE_TOKEN", "LOCK_HELD", "LOCK_BEFORE_RELEASE"})
    void shouldHandTheLockOfADeadHolderToExactlyOneSuccessor(Failpoint point) {
        try (World world = new World(directory.resolve("domain"), "test")) {
            // given three processes at work
            List<ForkedJvm> survivors = startSurvivors(world);
            long tokenBefore = world.lock.token();

            // when a fourth is killed while the lock names it
            FailpointHit death = dieAt(world, point);

            // then each of the others goes on, one was told, and no token came twice
            awaitProgress(world, survivors);
            assertThat(world.lock.recoveries()).isEqualTo(1);
            assertThat(world.told.get()).isEqualTo(1);
            assertThat(world.lock.token()).isGreaterThan(tokenBefore);
            finish(world, survivors, point, death);
        }
    }

    @Test
    void shouldWakeTheOthersWhenTheReleaserDiesBeforeItDoes() {
        try (World world = new World(directory.resolve("domain"), "test")) {
            List<ForkedJvm> survivors = startSurvivors(world);
            FailpointHit death = dieAt(world, Failpoint.LOCK_RELEASED_BEFORE_WAKE);
            awaitProgress(world, survivors);
            assertThat(world.lock.recoveries()).as("the lock was free").isZero();
            assertThat(world.told.get()).isZero();
            finish(world, survivors, Failpoint.LOCK_RELEASED_BEFORE_WAKE, death);
        }
    }

    @Test
    void shouldTakeOverFromOneThatDiedTakingOver() {
        try (World world = new World(directory.resolve("domain"), "test")) {
            // given a holder that died, and a successor that died while it took over
            dieAt(world, Failpoint.LOCK_HELD);
            FailpointHit death = dieAt(world, Failpoint.LOCK_TAKEN_OVER);

            // when three processes come
            List<ForkedJvm> survivors = startSurvivors(world);

            // then they go on, and one is told
            awaitProgress(world, survivors);
            assertThat(world.told.get()).isEqualTo(1);
            finish(world, survivors, null, death);
        }
    }

    private List<ForkedJvm> startSurvivors(World world) {
        List<ForkedJvm> survivors = new ArrayList<>();
        for (int actor = 0; actor < 3; actor++) {
            survivors.add(ForkedJvm.fork(LockActor.class, domain(), Integer.toString(actor)));
        }
        survivors.forEach(jvm -> jvm.awaitReached("ready", START));
        awaitProgress(world, survivors);
        return survivors;
    }

    private FailpointHit dieAt(World world, Failpoint point) {
        ForkedJvm victim = ForkedJvm.builder(LockActor.class)
                .args(domain(), "9")
                .failAt(point, FailAction.KILL)
                .start();
        FailpointHit hit = victim.awaitFailpoint(point, START);
        world.deathNs.set(hit.monotonicNs());
        return hit;
    }

    private String domain() {
        return directory.resolve("domain").toString();
    }

    private static void awaitProgress(World world, List<ForkedJvm> survivors) {
        for (int actor = 0; actor < survivors.size(); actor++) {
            int index = actor;
            long before = world.operations.get(actor);
            await().atMost(HANG).until(() -> world.operations.get(index) > before + 10);
        }
    }

    private static void finish(World world, List<ForkedJvm> survivors, Failpoint point, FailpointHit death) {
        world.stop.set(1);
        survivors.forEach(jvm -> jvm.awaitExit(0, HANG));
        assertThat(world.left.get()).isEqualTo(world.right.get());
        assertThat(world.lock.isLocked()).isFalse();
        if (point != null) {
            RecoveryTimes.report(death.point(), survivors);
        }
    }
}
