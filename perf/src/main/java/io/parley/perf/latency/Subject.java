package io.parley.perf.latency;

import io.parley.perf.rig.Baseline;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is measured in a scenario: Parley's object, or a baseline.
 *
 * @param name for the command line
 * @param title for tables
 * @param place where its parts run
 * @param objection why it cannot do what a setup wants; null if it can
 * @param opener opens its stage; null for a program
 */
record Subject(
        String name,
        Function<Setup, String> title,
        Place place,
        Function<Setup, String> objection,
        Stage.Opener opener) {
    /** The name of what all others are compared with. */
    static final String PARLEY = "parley";

    /** Where the parts of a subject run. */
    enum Place {
        /** Each in a JVM of its own. */
        JVMS,
        /** As threads of one JVM. */
        ONE_JVM,
        /** Not in Java: a program does it all. */
        PROGRAM
    }

    static Subject inJvms(String name, String title, Stage.Opener opener) {
        return new Subject(name, setup -> title, Place.JVMS, setup -> null, opener);
    }

    /** One whose receivers wait as the setup says. */
    static Subject waiting(String name, String title, Stage.Opener opener) {
        return new Subject(name, setup -> title + ", " + setup.waiting().label(), Place.JVMS, setup -> null, opener);
    }

    static Subject inOneJvm(String name, String title, Stage.Opener opener) {
        return new Subject(name, setup -> title + ", one JVM", Place.ONE_JVM, setup -> null, opener);
    }

    /** What the script for Python does in the scenario of the same name. */
    static Subject python(String title) {
        return new Subject(
                "python",
                setup -> "Python " + title,
                Place.PROGRAM,
                setup -> Baseline.PYTHON_ON_SCHEDULE.isPresent() ? null : "no python3 on the PATH",
                null);
    }

    /** Why there are no figures of it, if there cannot be any. */
    Optional<String> absence(Setup setup) {
        return Optional.ofNullable(objection.apply(setup));
    }
}
