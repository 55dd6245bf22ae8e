package io.parley.perf.latency;

import io.parley.perf.rig.Baseline;
import io.parley.perf.transport.Wait;
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
 * @param program what does it all; null for one in Java
 */
record Subject(
        String name,
        Function<Setup, String> title,
        Place place,
        Function<Setup, String> objection,
        Stage.Opener opener,
        Baseline program) {
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

    /** One in Java. */
    Subject(
            String name,
            Function<Setup, String> title,
            Place place,
            Function<Setup, String> objection,
            Stage.Opener opener) {
        this(name, title, place, objection, opener, null);
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
        return program("python", setup -> "Python " + title, Baseline.PYTHON_ON_SCHEDULE);
    }

    /** What the program in C does in the scenario of the same name for the subject of the same name. */
    static Subject c(String name, String title) {
        return program(name, setup -> "C " + title + ", " + Wait.BLOCK.label(), Baseline.C_ON_SCHEDULE);
    }

    /** The one in C that can wait without sleeping. */
    static Subject futex() {
        return program(
                "futex",
                setup -> "C on bare futex, " + (setup.waiting() == Wait.SPIN ? Wait.SPIN : Wait.BLOCK).label(),
                Baseline.C_ON_SCHEDULE);
    }

    private static Subject program(String name, Function<Setup, String> title, Baseline program) {
        return new Subject(
                name,
                title,
                Place.PROGRAM,
                setup -> program.isPresent() ? null : "no " + program.language() + " on the PATH",
                null,
                program);
    }

    /** Why there are no figures of it, if there cannot be any. */
    Optional<String> absence(Setup setup) {
        return Optional.ofNullable(objection.apply(setup));
    }
}
