package io.parley.cli;

import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.collection.PyFormat;
import io.parley.internal.map.MapEntries;
import io.parley.internal.map.MapGlance;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code parley map dump}. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = {
            "Prints all entries of a map, key, tab, value, all attributes of a namespace likewise, or all elements of a",
            "set, one a line: in order of insertion if it keeps that, else in no order. Tabs, line ends and backslashes in",
            "texts come as \\t, \\n, \\r, \\\\. Changes nothing and holds nobody up: each segment is printed as it was at one",
            "moment. Exit code 3 if an entry is damaged; it is left out."
        })
final class MapDumpCommand extends OneMapView {
    @Override
    int run(MapGlance found, PrintWriter out) {
        MapEntries entries = new MapEntries(found);
        PrintedCodec keys = new PrintedCodec(found.keyCodec());
        Function<byte[], String> values = values(found);
        entries.forEach(entry -> out.println(keys.decode(entry.key()) + values.apply(entry.value())));
        if (entries.disturbed() > 0) {
            warn(entries.disturbed()
                    + " segments were written all the time: what changed meanwhile may be missing or old");
        }
        return exitCode(entries.damaged(), found.directory());
    }

    /** With the tab before it. */
    private static Function<byte[], String> values(MapGlance found) {
        if (found.kind() == ObjectKind.SET) {
            return value -> "";
        }
        if (found.kind() == ObjectKind.NAMESPACE) {
            return value -> "\t" + attribute(value);
        }
        PrintedCodec codec = new PrintedCodec(NamedMap.requireMap(found).valueCodec());
        return value -> "\t" + codec.decode(value);
    }

    private static String attribute(byte[] value) {
        MessageBuffer bytes = new MessageBuffer();
        bytes.writeBytes(value, 0, value.length);
        try {
            return PyFormat.repr(Codecs.any().decode(bytes));
        } catch (CodecException classesOfAnotherProgram) {
            return "value cannot be decoded: " + PrintedCodec.escape(classesOfAnotherProgram.getMessage());
        }
    }
}
