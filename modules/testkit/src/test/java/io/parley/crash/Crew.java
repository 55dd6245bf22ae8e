package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.ForkedJvm;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Processes that work at the same thing, each in a place; one after the other is killed, at a failpoint or just
 * anywhere, and replaced. A process says that it works by reporting {@code started}.
 */
final class Crew {
    private static final Duration HANG = Duration.ofSeconds(120);
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(2);

    private final SplittableRandom random;
    private final Starter starter;
    private final ForkedJvm[] places;
    private int started;
    private int killed;
    private int atFailpoints;

    /** Starts the process for a place; {@code actor} counts them. */
    interface Starter {
        ForkedJvm start(int place, int actor);
    }

    Crew(int size, SplittableRandom random, Starter starter) {
        this.random = random;
        this.starter = starter;
        this.places = new ForkedJvm[size];
        for (int place = 0; place < size; place++) {
            start(place);
        }
    }

    private void start(int place) {
        places[place] = starter.start(place, started++);
    }

    int killed() {
        return killed;
    }

    int atFailpoints() {
        return atFailpoints;
    }

    /** Replaces those who died, until so many work at the same time. */
    void awaitWorking(int atLeast) {
        await().pollInterval(POLL).atMost(START).until(() -> {
            replaceTheDead();
            return working() >= atLeast;
        });
    }

    private int working() {
        int working = 0;
        for (ForkedJvm jvm : places) {
            working += jvm.isAlive() && isStarted(jvm) ? 1 : 0;
        }
        return working;
    }

    private static boolean isStarted(ForkedJvm jvm) {
        return jvm.reported("started").isPresent();
    }

    void replaceTheDead() {
        for (int place = 0; place < places.length; place++) {
            if (!places[place].isAlive()) {
                replace(place);
            }
        }
    }

    /** Kills one of those who work, wherever it is. */
    void killAnyone() {
        int place;
        do {
            place = random.nextInt(places.length);
        } while (!isStarted(places[place]));
        replace(place);
    }

    /** Unless it died at a failpoint already. */
    private void replace(int place) {
        ForkedJvm victim = places[place];
        victim.kill();
        victim.awaitExit(ForkedJvm.EXIT_KILLED, HANG);
        atFailpoints += victim.failpointHits().isEmpty() ? 0 : 1;
        killed++;
        victim.close();
        start(place);
    }

    /** Waits until all have ended by themselves; those who die at a failpoint now are as dead as the others. */
    void awaitEnd() {
        for (ForkedJvm jvm : places) {
            int exit = jvm.waitFor(START);
            assertThat(exit == 0
                            || exit == ForkedJvm.EXIT_KILLED
                                    && !jvm.failpointHits().isEmpty())
                    .as("%s ended with %d", jvm, exit)
                    .isTrue();
        }
    }
}
