package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.map.MapGlance;
import io.parley.internal.memory.ObjectKind;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley map dump}. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = {
            "Prints all entries of a map, key, tab, value, or all elements of a set, one a line: in order of insertion if",
            "it keeps that, else in no order. Tabs, line ends and backslashes in texts come as \\t, \\n, \\r, \\\\."
        })
final class MapDumpCommand extends OneMapCommand {
    @Override
    void run(Parley parley, PrintWriter out) {
        MapGlance found = glance(parley);
        if (found.kind() == ObjectKind.SET) {
            parley.set(found.name(), new PrintedCodec(found.keyCodec())).forEach(out::println);
        } else {
            open(parley).forEach((key, value) -> out.println(key + "\t" + value));
        }
    }
}
