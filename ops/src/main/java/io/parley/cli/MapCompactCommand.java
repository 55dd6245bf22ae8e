package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map compact}. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a map's file as small as its entries allow. Everybody goes on meanwhile; writers wait for one segment's",
            "copy. Needs room for the new file beside the old one."
        })
final class MapCompactCommand extends DomainCommand {
    @Parameters(index = "1", paramLabel = "MAP", description = NamedMap.NAME)
    private String name;

    @Override
    void run(Parley parley, PrintWriter out) {
        MapGlance map = map(parley);
        long before = bytes(map); // of the files that are there now
        NamedMap.open(parley, map).compact();
        MapGlance after = map(parley);
        out.printf("%s: %,d bytes, were %,d; %,d entries%n", after.directory(), bytes(after), before, after.entries());
    }

    private MapGlance map(Parley parley) {
        return NamedMap.requireMap(NamedMap.find(parley.directory(), name));
    }

    private static long bytes(MapGlance map) {
        return map.files().values().stream().mapToLong(Long::longValue).sum();
    }
}
