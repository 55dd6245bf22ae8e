package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command prints messages. */
final class MessageOptions {
    @Option(names = "--json", description = "Prints a JSON document for each message, in a line.")
    private boolean json;

    @Option(names = "--bare", description = "Prints the messages only, without number and time.")
    private boolean bare;

    @Mixin
    private ColourOption colour;

    MessagePrinter printer(MessageForm messages, PrintWriter out) {
        Page page = new Page(out, Terminal.ofStdout(colour.colour()), Terminal.columns());
        return new MessagePrinter(
                page,
                json ? MessagePrinter.Form.JSON : bare ? MessagePrinter.Form.BARE : MessagePrinter.Form.LINES,
                messages);
    }
}
