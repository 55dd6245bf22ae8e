package io.parley.cli;

import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** What commands that look into one map have in common. */
abstract class OneMapView extends MapViewCommand {
    @Parameters(index = "1", paramLabel = "MAP", description = NamedMap.NAME)
    private String name;

    /** The exit code. */
    abstract int run(MapGlance map, PrintWriter out);

    @Override
    final int run(Path domain, PrintWriter out) {
        return run(NamedMap.find(domain, name), out);
    }
}
