package io.parley.cli;

import io.parley.internal.map.MapEntries;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Prints the value of a key; exit code 4 if there is none. Changes nothing and holds nobody up.")
final class MapGetCommand extends OneMapView {
    @Parameters(index = "2", paramLabel = "KEY", description = PrintedCodec.AS_TEXT)
    private String key;

    @Override
    int run(MapGlance found, PrintWriter out) {
        MapEntries entries = new MapEntries(NamedMap.requireMap(found));
        MapEntries.Entry entry = entries.find(new PrintedCodec(found.keyCodec()).encode(key));
        if (entry == null) {
            throw CommandFailure.notFound("no key " + key);
        }
        out.println(new PrintedCodec(found.valueCodec()).decode(entry.value()));
        return ExitCode.OK;
    }
}
