package io.parley.cli;

import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.map.MapGlance;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** What commands on one map of a domain have in common. */
abstract class OneMapCommand extends DomainCommand {
    @Parameters(
            index = "1",
            paramLabel = "MAP",
            description = "Its name; with the ending of its directory (orders.map, orders.set) if there are several.")
    private String name;

    /** As its files lie there. */
    final MapGlance glance(Parley parley) {
        return MapGlance.of(directory(parley.directory()));
    }

    private Path directory(Path domain) {
        Map<Path, ObjectKind> all = MapGlance.find(domain);
        List<Path> found = all.keySet().stream()
                .filter(path -> isNamed(path.getFileName().toString()))
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.notFound("no map " + name + " in " + domain);
        }
        if (found.size() > 1) {
            throw CommandFailure.failed("several of that name: "
                    + found.stream().map(path -> path.getFileName().toString()).toList() + ". Name the directory");
        }
        return found.get(0);
    }

    private boolean isNamed(String file) {
        return file.equals(name) || file.substring(0, file.lastIndexOf('.')).equals(name);
    }

    /** Opened, to be read as text. */
    final SharedMap<String, String> open(Parley parley) {
        MapGlance glance = glance(parley);
        if (glance.kind() != ObjectKind.MAP) {
            throw CommandFailure.failed("not a map but a " + glance.kind().words() + ": " + glance.directory());
        }
        return parley.map(glance.name(), new PrintedCodec(glance.keyCodec()), new PrintedCodec(glance.valueCodec()));
    }
}
