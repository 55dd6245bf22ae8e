package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.FailpointHit;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every primitive owes its users when a process dies in the middle of it. Two processes use the object all the
 * time; one victim after the other is killed, each at another step of another operation. After each death the two go
 * on; at the end nothing is missing, and the files are in order.
 *
 * <p>A subclass names the actor, the deaths, and what must hold after each death and at the end.
 */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
abstract class CrashContract {
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(1);
    /** So many operations mean that a survivor goes on; one alone could have been under way already. */
    private static final int GOES_ON = 3;

    @TempDir
    Path directory;

    private final List<ForkedJvm> survivors = new ArrayList<>();
    private Control control;

    /** What survivors and victims run. */
    abstract Class<? extends CrashActor> actor();

    /** Every step of every operation. */
    abstract List<Death> deaths();

    /** Opens what the checks look at; before anybody else does, so this decides how objects are created. */
    void open(Parley parley) {}

    /** The survivors are about to see a death. */
    void beforeDeath(Death death) throws Exception {}

    /** The survivors went on after a death. */
    void afterDeath(Death death) throws Exception {}

    /** Nobody uses the object any more; every process but this one has ended. */
    void atTheEnd() throws Exception {}

    @Test
    void shouldOutliveADeathAtEveryStep() throws Exception {
        control = new Control(domain(), "test");
        try {
            open(control.parley);
            startSurvivors();
            for (Death death : deaths()) {
                outlive(death);
            }
            control.mode.set(Control.STOP);
            survivors.forEach(jvm -> jvm.awaitExit(0, HANG));
            atTheEnd();
            control.parley.reap();
            assertThat(DomainVerifier.findings(domain())).isEmpty();
        } finally {
            control.close();
        }
    }

    final Set<Failpoint> points() {
        Set<Failpoint> points = EnumSet.noneOf(Failpoint.class);
        deaths().forEach(death -> points.add(death.point()));
        return points;
    }

    private void startSurvivors() {
        control.pauseNs.set(Control.STROLL_NS);
        for (int actor = 0; actor < Control.SURVIVORS; actor++) {
            survivors.add(start(actor, "survive", null));
        }
        survivors.forEach(jvm -> jvm.awaitReached("ready", START));
        awaitProgress("the start");
    }

    private void outlive(Death death) throws Exception {
        beforeDeath(death);
        if (death.before() != null) {
            rest();
            die(death.before());
            FailpointHit hit = die(death);
            control.mode.set(Control.WORK);
            control.deathNs.set(hit.monotonicNs());
        } else {
            control.deathNs.set(die(death).monotonicNs());
        }
        awaitProgress(death.toString());
        control.pauseNs.set(Control.STROLL_NS);
        afterDeath(death);
        assertThat(control.parley.processes().stream().filter(p -> p.alive()).count())
                .as("processes alive after %s", death)
                .isEqualTo(Control.SURVIVORS + 1);
        report(death);
    }

    /** Survivors between two operations. */
    private void rest() {
        control.mode.set(Control.REST);
        for (int actor = 0; actor < Control.SURVIVORS; actor++) {
            int index = actor;
            await().pollInterval(POLL).atMost(HANG).until(() -> control.resting.get(index) == 1);
        }
    }

    private FailpointHit die(Death death) {
        return start(Control.VICTIM, death.operation(), death).awaitFailpoint(death.point(), START);
    }

    private ForkedJvm start(int actor, String operation, Death death) {
        var builder = ForkedJvm.builder(CrashActor.class)
                .name(operation + "-" + actor)
                .args(domain().toString(), actor().getName(), Integer.toString(actor), operation)
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
        return (death == null ? builder : builder.failAt(death.point(), FailAction.KILL, death.nthPassing())).start();
    }

    private void awaitProgress(String what) {
        for (int actor = 0; actor < Control.SURVIVORS; actor++) {
            int index = actor;
            long before = control.operations.get(actor);
            await("survivor " + actor + " after " + what)
                    .pollInterval(POLL)
                    .atMost(HANG)
                    .until(() -> !survivors.get(index).isAlive() || control.operations.get(index) > before + GOES_ON);
            assertThat(survivors.get(actor).isAlive())
                    .as("survivor of %s: %s", what, survivors.get(actor))
                    .isTrue();
        }
    }

    private void report(Death death) {
        long first = control.recoveryNs.get(0);
        long second = control.recoveryNs.get(1);
        RecoveryTimes.record(String.format(
                Locale.ROOT,
                "%-22s %-62s next operation after %6.1f and %6.1f ms",
                getClass().getSimpleName(),
                death,
                Math.min(first, second) / 1e6,
                Math.max(first, second) / 1e6));
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
