package io.parley.cli;

import io.parley.internal.queue.HistoryGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley queue cat}. */
@Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the messages of a queue, taken or not, oldest first, and consumes none.",
            "Reads the queue's files, takes no part in the domain, and holds nobody up. Ends at the message that "
                    + "was the newest when it began. Exit code 3 if messages are damaged."
        })
final class QueueCatCommand extends HistoryCommand {
    @Mixin
    private RangeOptions range;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many messages.")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private MessageOptions messages;

    @Override
    void print(HistoryGlance history, PrintWriter out) {
        MessageWalk walk = range.start(history, limit);
        MessagePrinter printer = messages.printer(walk.form(), out);
        walk.drain(range::endsBefore, printer::print);
    }
}
