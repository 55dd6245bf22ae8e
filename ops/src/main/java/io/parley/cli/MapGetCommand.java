package io.parley.cli;

import io.parley.Parley;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Prints the value of a key; exit code 4 if there is none.")
final class MapGetCommand extends OneMapCommand {
    @Parameters(
            index = "2",
            paramLabel = "KEY",
            description =
                    "As text, if the keys' codec is utf8, int64, int32, float64 or bool; else 0x and hexadecimal digits.")
    private String key;

    @Override
    void run(Parley parley, PrintWriter out) {
        String value = open(parley).get(key);
        if (value == null) {
            throw CommandFailure.notFound("no key " + key);
        }
        out.println(value);
    }
}
