package io.parley.cli;

import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.map.MapGlance;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The maps that users name, and what is a map underneath: sets, lists, namespaces, references. */
final class NamedMap {
    /** What commands say of the name. */
    static final String NAME =
            "Its name; with the ending of its directory (orders.map, orders.set) if there are several.";

    private NamedMap() {}

    /** As its files lie there. */
    static MapGlance find(Path domain, String name) {
        return MapGlance.of(directory(domain, name));
    }

    /** The same, refused unless it is a map to its users. */
    static MapGlance requireMap(MapGlance glance) {
        if (glance.kind() != ObjectKind.MAP) {
            throw CommandFailure.failed("not a map but a " + glance.kind().words() + ": " + glance.directory());
        }
        return glance;
    }

    /** Opened, to be read and written as text. */
    static SharedMap<String, String> open(Parley parley, MapGlance map) {
        return parley.map(map.name(), new PrintedCodec(map.keyCodec()), new PrintedCodec(map.valueCodec()));
    }

    private static Path directory(Path domain, String name) {
        Map<Path, ObjectKind> all = MapGlance.find(domain);
        List<Path> found = all.keySet().stream()
                .filter(path -> isNamed(path.getFileName().toString(), name))
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.notFound("no map " + name + " in " + domain).next("parley map ls " + domain);
        }
        if (found.size() > 1) {
            throw CommandFailure.failed("several of that name: "
                    + found.stream().map(path -> path.getFileName().toString()).toList() + ". Name the directory");
        }
        return found.get(0);
    }

    private static boolean isNamed(String file, String name) {
        return file.equals(name) || file.substring(0, file.lastIndexOf('.')).equals(name);
    }
}
