package io.parley.cli;

import io.parley.cli.output.Json;
import io.parley.internal.queue.HistoryGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley queue export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the messages of a queue, taken or not, for other programs, and consumes none.",
            "Reads the queue's files, takes no part in the domain, and holds nobody up. Ends at the message that "
                    + "was the newest when it began. Exit code 3 if messages are damaged."
        })
final class QueueExportCommand extends HistoryCommand {
    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "csv, with a heading; json, an array; or jsonl, a document a line.")
    private Format format;

    @Mixin
    private RangeOptions range;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many messages.")
    private long limit = Long.MAX_VALUE;

    /** What other programs read. */
    enum Format {
        /** As RFC 4180 has it, but for the ends of lines. */
        CSV,
        /** One array. */
        JSON,
        /** A document a line. */
        JSONL
    }

    @Override
    void print(HistoryGlance history, PrintWriter out) {
        MessageWalk walk = range.start(history, limit);
        switch (format) {
            case CSV -> {
                out.println("sequence,index,at,bytes,message");
                walk.drain(range::endsBefore, message -> out.println(row(message)));
            }
            case JSONL -> walk.drain(range::endsBefore, message -> Json.print(Message.SCHEMA, message, out, false));
            case JSON -> array(walk, out);
        }
    }

    private void array(MessageWalk walk, PrintWriter out) {
        out.println("[");
        String[] separator = {""};
        walk.drain(range::endsBefore, message -> {
            out.print(separator[0]);
            Json.print(Message.SCHEMA, message, out, false);
            separator[0] = ",";
        });
        out.println("]");
    }

    private static String row(Message message) {
        return message.sequence() + "," + message.index().orElse("") + "," + message.at() + "," + message.bytes() + ","
                + cell(message.message().toString());
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
