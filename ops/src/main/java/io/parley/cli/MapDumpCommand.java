package io.parley.cli;

import io.parley.CodecException;
import io.parley.Parley;
import io.parley.collection.PyFormat;
import io.parley.collection.SharedNamespace;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley map dump}. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = {
            "Prints all entries of a map, key, tab, value, all attributes of a namespace likewise, or all elements of a",
            "set, one a line: in order of insertion if it keeps that, else in no order. Tabs, line ends and backslashes in texts come as \\t, \\n, \\r, \\\\."
        })
final class MapDumpCommand extends OneMapCommand {
    @Override
    void run(Parley parley, PrintWriter out) {
        MapGlance found = glance(parley);
        switch (found.kind()) {
            case SET ->
                parley.set(found.name(), new PrintedCodec(found.keyCodec())).forEach(out::println);
            case NAMESPACE -> dump(parley.namespace(found.name()), out);
            default -> open(parley).forEach((key, value) -> out.println(key + "\t" + value));
        }
    }

    private static void dump(SharedNamespace namespace, PrintWriter out) {
        for (String name : namespace.names()) {
            try {
                namespace.find(name).ifPresent(value -> out.println(name + "\t" + PyFormat.repr(value)));
            } catch (CodecException classesOfAnotherProgram) {
                out.println(name + "\t" + PrintedCodec.escape(classesOfAnotherProgram.getMessage()));
            }
        }
    }
}
