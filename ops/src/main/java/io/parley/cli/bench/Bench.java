package io.parley.cli.bench;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.cli.output.AtExit;
import io.parley.process.ParleyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Measures, in a domain of its own that is gone afterwards. */
public final class Bench {
    private Bench() {}

    /**
     * Measures everything.
     *
     * @param directory where to make the domain
     * @param each how long each line takes, after half as much to warm up
     * @param wait how threads wait
     * @return what was measured
     * @throws IOException if the other JVM went away
     * @throws InterruptedException if interrupted
     */
    public static Measured run(Path directory, Duration each, WaitStrategy wait)
            throws IOException, InterruptedException {
        ParleyConfig config =
                ParleyConfig.at(directory).withProcessName("parley bench").withWaitStrategy(wait);
        try (Parley parley = Parley.open(config)) {
            AtExit removal = AtExit.of(() -> remove(parley));
            try {
                Machine machine = Machine.here(directory.toAbsolutePath().getParent());
                return new Measured(
                        machine,
                        each.toNanos() / 1e9,
                        wait.toString(),
                        Alone.measure(parley, each.toNanos()),
                        RoundTrips.measure(parley, each.toNanos()));
            } finally {
                removal.close();
            }
        }
    }

    /** The domain, and whoever is still in it after Ctrl-C and the like. */
    private static void remove(Parley parley) {
        try {
            for (ParleyProcess child : ParleyProcess.activeChildren()) {
                child.kill();
                child.join();
            }
            parley.delete();
        } catch (InterruptedException leavesItToTheNextLook) {
            Thread.currentThread().interrupt();
        }
    }
}
