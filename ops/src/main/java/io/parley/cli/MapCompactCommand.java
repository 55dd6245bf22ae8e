package io.parley.cli;

import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley map compact}. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a map's file as small as its entries allow. Everybody goes on meanwhile; writers wait for one segment's",
            "copy. Needs room for the new file beside the old one."
        })
final class MapCompactCommand extends OneMapCommand {
    @Override
    void run(Parley parley, PrintWriter out) {
        long before = bytes(glance(parley));
        SharedMap<String, String> opened = open(parley);
        opened.compact();
        MapGlance after = glance(parley);
        out.printf("%s: %,d bytes, were %,d; %,d entries%n", after.directory(), bytes(after), before, after.entries());
    }

    private static long bytes(MapGlance map) {
        return map.files().values().stream().mapToLong(Long::longValue).sum();
    }
}
