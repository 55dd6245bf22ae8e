package io.parley.perf.latency;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.perf.transport.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one run is to be; every process of the run has the same.
 *
 * @param scenario name of the scenario
 * @param subject name of what is measured in it
 * @param rate events a second of all that keep to the schedule
 * @param bytes length of each message
 * @param producers how many send
 * @param consumers how many receive
 * @param waiting how receivers wait
 * @param warmUp how long events do not count at first
 * @param duration how long they count after that
 * @param pinned whether parts stay on one core each, see {@link io.parley.perf.rig.Cores}
 * @param directory for files
 */
record Setup(
        String scenario,
        String subject,
        long rate,
        int bytes,
        int producers,
        int consumers,
        Wait waiting,
        Duration warmUp,
        Duration duration,
        boolean pinned,
        Path directory) {
    /** Fewest bytes of a message: the time at which it should go out and the one at which it did. */
    static final int SMALLEST = 2 * Long.BYTES;

    private static final double NS_PER_SECOND = 1e9;

    /** For {@link #of}. */
    List<String> toArguments() {
        return List.of(
                scenario,
                subject,
                Long.toString(rate),
                Integer.toString(bytes),
                Integer.toString(producers),
                Integer.toString(consumers),
                waiting.name(),
                warmUp.toString(),
                duration.toString(),
                Boolean.toString(pinned),
                directory.toString());
    }

    /** What {@link #toArguments} made, from the argument with the number {@code from} on. */
    static Setup of(String[] args, int from) {
        return new Setup(
                args[from],
                args[from + 1],
                Long.parseLong(args[from + 2]),
                Integer.parseInt(args[from + 3]),
                Integer.parseInt(args[from + 4]),
                Integer.parseInt(args[from + 5]),
                Wait.valueOf(args[from + 6]),
                Duration.parse(args[from + 7]),
                Duration.parse(args[from + 8]),
                Boolean.parseBoolean(args[from + 9]),
                Path.of(args[from + 10]));
    }

    /** The same for another subject, with files elsewhere. */
    Setup with(String another, Path elsewhere) {
        return new Setup(
                scenario, another, rate, bytes, producers, consumers, waiting, warmUp, duration, pinned, elsewhere);
    }

    /** The same, pinned or not. */
    Setup pinned(boolean wanted) {
        return new Setup(
                scenario, subject, rate, bytes, producers, consumers, waiting, warmUp, duration, wanted, directory);
    }

    /** The domain of the run; who waits in it waits as the setup says. */
    Parley openDomain() {
        return Parley.open(ParleyConfig.at(directory.resolve("domain")).withWaitStrategy(waiting.strategy()));
    }

    /** Producers and consumers. Consumers have the first numbers: they are there first. */
    int parts() {
        return producers + consumers;
    }

    boolean isConsumer(int part) {
        return part < consumers;
    }

    /** How many events the schedule has that count. */
    long planned() {
        return Math.max(1, (long) (duration.toNanos() / NS_PER_SECOND * rate));
    }

    /** The first event that counts. */
    long firstCounted() {
        return (long) (warmUp.toNanos() / NS_PER_SECOND * rate);
    }
}
