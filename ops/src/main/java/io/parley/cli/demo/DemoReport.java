package io.parley.cli.demo;

import io.parley.cli.output.Terminal;
import io.parley.observe.LatencyHistogram;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** The table at the end. */
final class DemoReport {
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_MILLI = 1e6;
    private static final double NS_PER_MICRO = 1e3;
    private static final String QUEUE = "queue";
    private static final String LOCK = "under the lock";
    private static final String ATOMIC = "atomically";
    private static final String REPLAY = "by a fresh JVM";

    private final DemoRun run;
    private final Totals file;
    private final Terminal terminal;
    private final List<Check> checks = new ArrayList<>();

    /** A figure beside what it must be, and how the processes came to it. */
    private record Check(String label, String found, String expected, boolean good, String how) {}

    DemoReport(DemoRun run, Totals file, Terminal terminal) {
        this.run = run;
        this.file = file;
        this.terminal = terminal;
        collect();
    }

    private void collect() {
        Book book = run.book();
        Board board = run.board();
        long kills = run.plan().kill() ? 1 : 0;
        CsvFormat format = file.format();
        count("messages in", run.queue().appended(), file.rows(), QUEUE);
        count("messages out", book.messages.get(), file.rows(), LOCK);
        count(format.volumeName, book.volume.get(), file.volume(), LOCK);
        price("last " + format.priceName, book.lastPrice.get(), file.lastPrice(), LOCK);
        buckets("rows per " + format.bucketName, book.buckets.toArray(), file.buckets());
        price("highest " + format.priceName, book.highest.get(), file.highest(), ATOMIC);
        price("lowest " + format.priceName, book.lowest.get(), file.lowest(), ATOMIC);
        count("deliveries", book.deliveries.get(), file.rows() + kills, ATOMIC);
        count("redelivered", board.redelivered.get(), kills, QUEUE);
        count("lock recoveries", book.lock.recoveries(), kills, LOCK);
        count("replayed", board.replayed.get(), file.rows(), REPLAY);
        text("replay checksum", hex(board.replayedChecksum.get()), hex(file.checksum()), REPLAY);
    }

    private void count(String label, long found, long expected, String how) {
        checks.add(new Check(label, format("%,d", found), format("%,d", expected), found == expected, how));
    }

    private void price(String label, long found, long expected, String how) {
        checks.add(new Check(label, Decimals.format(found), Decimals.format(expected), found == expected, how));
    }

    private void text(String label, String found, String expected, String how) {
        checks.add(new Check(label, found, expected, found.equals(expected), how));
    }

    private void buckets(String label, long[] found, long[] expected) {
        int wrong = Arrays.mismatch(found, expected);
        if (wrong < 0) {
            text(label, found.length + " exact", found.length + " exact", LOCK);
        } else {
            String where = "[" + (file.firstBucket() + wrong) + "]=";
            text(label, where + found[wrong], where + expected[wrong], LOCK);
        }
    }

    private static String hex(long checksum) {
        return format("%08x", checksum);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** How many figures are not what they must be. */
    long wrong() {
        return checks.stream().filter(check -> !check.good()).count();
    }

    /** How many figures there are. */
    int checks() {
        return checks.size();
    }

    void print(PrintWriter out) {
        out.println(format("%-17s %s, %,d rows", "input", run.plan().input(), file.rows()));
        out.println(format("%-17s %22s %22s", "", "shared", "file"));
        for (Check check : checks) {
            out.println(format(
                    "%-17s %22s %22s  %s  %s",
                    check.label(), check.found(), check.expected(), terminal.mark(check.good()), check.how()));
        }
        kill(out);
        out.println(format("%-17s %s", "handled", handled()));
        out.println(format("%-17s %s", "throughput", throughput()));
        residence(out);
        out.println(format("%-17s %s", "machine", machine()));
        out.flush();
    }

    private void kill(PrintWriter out) {
        Killing killing = run.killing();
        if (killing.isDone()) {
            out.println(format(
                    "%-17s %s (pid %d) at message %,d, in the middle of an update",
                    "killed",
                    killing.victim().name(),
                    killing.victim().pid(),
                    run.board().victimSequence.get()));
            out.println(format(
                    "%-17s its message again after %.1f ms, its lock after %.1f ms",
                    "recovered",
                    killing.redeliveredAfterMs().orElse(Double.NaN),
                    killing.takenOverAfterMs().orElse(Double.NaN)));
        }
    }

    private String handled() {
        return IntStream.range(0, run.consumers().size())
                .mapToObj(this::handled)
                .collect(Collectors.joining(", "));
    }

    private String handled(int index) {
        ChildJvm consumer = run.consumers().get(index);
        String role = index >= DemoPlan.CONSUMERS ? " (replacement)" : "";
        return format(
                "%s%s: %,d",
                consumer.name(),
                consumer == run.killing().victim() ? " (killed)" : role,
                run.board().handled.get(index));
    }

    private String throughput() {
        Board board = run.board();
        double seconds = (board.finishedNs.get() - board.startedNs.get()) / NS_PER_S;
        String text = format("%,.0f messages/s for %.2f s", file.rows() / seconds, seconds);
        if (run.plan().kill()) {
            text += ", kill and new JVM's start included";
        }
        long rate = run.plan().rate();
        if (rate == 0) {
            return text;
        }
        boolean missed = board.lastDelayNs.get() * rate > file.rows() * NS_PER_S / 100;
        return text
                + format(
                        "%n%-17s put on a schedule of %,d/s%s, at worst %.1f ms late",
                        "", rate, missed ? ": RATE MISSED" : "", board.worstDelayNs.get() / NS_PER_MILLI);
    }

    private void residence(PrintWriter out) {
        Histogram times = run.queue().latency().map(LatencyHistogram::snapshot).orElseThrow();
        String unit = terminal.micros();
        out.println(format(
                "%-17s p50 %s  p90 %s  p99 %s  p99.9 %s  max %s %s",
                "time in queue",
                micros(times, 50),
                micros(times, 90),
                micros(times, 99),
                micros(times, 99.9),
                micros(times, 100),
                unit));
        if (run.plan().rate() == 0) {
            out.println(format("%-17s put as fast as possible, so most of it is standing in line; see --rate", ""));
        }
    }

    private static String micros(Histogram times, double percentile) {
        double micros = times.getValueAtPercentile(percentile) / NS_PER_MICRO;
        return format(micros < 100 ? "%.1f" : "%,.0f", micros);
    }

    private static String machine() {
        return format(
                "%d cores for %d cold JVMs: read ratios, not absolutes%n%-17s Java %s, %s %s %s",
                Runtime.getRuntime().availableProcessors(),
                DemoPlan.CONSUMERS + 2,
                "",
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
    }
}
