package io.parley.cli;

import io.parley.ParleyException;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley map ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the maps, sets, lists, namespaces and references of a domain: entries, bytes of their files, codecs.",
            "One that cannot be read is reported on standard error; the exit code is then 1."
        })
final class MapLsCommand extends MapViewCommand {
    @Override
    int run(Path domain, PrintWriter out) {
        List<String> unreadable = new ArrayList<>();
        out.printf("%12s  %12s  %-9s  %-40s  %s%n", "ENTRIES", "BYTES", "KIND", "NAME", "CODECS");
        for (Path directory : MapGlance.find(domain).keySet()) {
            try {
                print(MapGlance.of(directory), out);
            } catch (ParleyException e) {
                unreadable.add(e.getMessage());
            }
        }
        if (!unreadable.isEmpty()) {
            throw CommandFailure.failed(String.join(System.lineSeparator(), unreadable));
        }
        return ExitCode.OK;
    }

    private static void print(MapGlance map, PrintWriter out) {
        out.printf(
                "%,12d  %,12d  %-9s  %-40s  %s, %s%n",
                map.entries(),
                map.files().values().stream().mapToLong(Long::longValue).sum(),
                map.kind().words(),
                map.name(),
                map.keyCodec(),
                map.valueCodec());
    }
}
