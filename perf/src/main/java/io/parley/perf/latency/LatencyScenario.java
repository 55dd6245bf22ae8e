package io.parley.perf.latency;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that processes do with each other on a schedule.
 *
 * @param name for the command line
 * @param about one line that says what happens
 * @param cast who keeps to the schedule
 * @param producers how many producers there may be
 * @param consumers how many consumers there may be
 * @param copies whether each consumer gets every message
 * @param subjects what can be measured; Parley's object first
 */
record LatencyScenario(
        String name,
        String about,
        Cast cast,
        Range producers,
        Range consumers,
        boolean copies,
        List<Subject> subjects) {
    /** Who takes part, and who of them keeps to the schedule. */
    enum Cast {
        /** Producers keep to the schedule, consumers wait for them. */
        PRODUCERS_AND_CONSUMERS,
        /** Both keep to the schedule, and share its events out. */
        EQUALS,
        /** Producers keep to the schedule; the subject itself starts the consumers. */
        PRODUCERS_ONLY
    }

    /**
     * How many there may be.
     *
     * @param fewest at least
     * @param most at most
     */
    record Range(int fewest, int most) {
        static final Range ONE = new Range(1, 1);

        static Range upTo(int most) {
            return new Range(1, most);
        }

        void check(String scenario, String option, int found) {
            if (found < fewest || found > most) {
                throw new IllegalArgumentException("number out of range: " + option + "=" + found + ", scenario="
                        + scenario + ", allowed=" + fewest + ".." + most);
            }
        }
    }

    boolean isAllPaced() {
        return cast == Cast.EQUALS;
    }

    /** How often each event is to be seen. */
    int repliesToEach(Setup setup) {
        return copies ? setup.consumers() : 1;
    }

    /**
     * What is called so on the command line.
     *
     * @throws IllegalArgumentException if nothing is; lists what there is
     */
    Subject subject(String wanted) {
        return subjects.stream()
                .filter(subject -> subject.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no such baseline: '" + wanted + "', scenario=" + name + ", possible=" + names()));
    }

    /** The names of all subjects. */
    String names() {
        return subjects.stream().map(Subject::name).collect(Collectors.joining(","));
    }

    /**
     * Refuses what the scenario cannot do.
     *
     * @throws IllegalArgumentException names the option, its value and what is allowed
     */
    void check(Setup setup) {
        producers.check(name, "producers", setup.producers());
        consumers.check(name, "consumers", setup.consumers());
        if (setup.bytes() < Setup.SMALLEST) {
            throw new IllegalArgumentException("messages too short: bytes=" + setup.bytes() + ", smallest="
                    + Setup.SMALLEST + " for the two times that they carry");
        }
        if (setup.rate() < 1) {
            throw new IllegalArgumentException("no schedule: rate=" + setup.rate() + ", smallest=1 a second");
        }
        if (setup.duration().isNegative()
                || setup.duration().isZero()
                || setup.warmUp().isNegative()) {
            throw new IllegalArgumentException("no time to measure: seconds=" + setup.duration() + " warmup="
                    + setup.warmUp() + ". Give seconds that are more than 0");
        }
    }
}
