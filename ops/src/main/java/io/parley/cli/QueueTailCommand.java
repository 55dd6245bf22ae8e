package io.parley.cli;

import io.parley.internal.queue.HistoryGlance;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley queue tail}. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the last messages of a queue, taken or not, and with --follow those that come.",
            "Consumes none. Reads the queue's files, takes no part in the domain, and holds nobody up, not even "
                    + "when it is stopped: retention may delete what it has not printed, and it says so then. Follows until "
                    + "the queue is closed for writing, or deleted (exit code 4). Exit code 3 if messages are damaged or "
                    + "were missed."
        })
final class QueueTailCommand extends HistoryCommand {
    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "So many of those that are there. Default: 10.")
    private long last = 10;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with those that come.")
    private boolean follow;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many messages.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With --follow: time between two looks. Default: 100ms.")
    private Duration every = Duration.ofMillis(100);

    @Mixin
    private MessageOptions messages;

    @Override
    void print(HistoryGlance history, PrintWriter out) {
        long appended = history.appended();
        history.moveToSequence(Math.max(0, appended - last));
        MessageWalk walk = new MessageWalk(history, limit);
        MessagePrinter printer = messages.printer(walk.form(), out);
        boolean more = true;
        while (more) {
            boolean complete = !follow || history.isClosed();
            more = walk.drain(message -> !follow && message.sequence() >= appended, printer::print)
                    && printer.flush()
                    && !complete;
            if (more) {
                LockSupport.parkNanos(every.toNanos());
                more = !Thread.currentThread().isInterrupted();
            }
        }
    }
}
