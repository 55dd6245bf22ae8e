package io.parley.cli;

import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.map.MapEntries;
import io.parley.internal.map.MapGlance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands that change entries of a map have in common: they look and say before they take part and do. */
abstract class MapChangeCommand implements Callable<Integer> {
    @Mixin
    private DomainArgument domain;

    @Parameters(index = "1", paramLabel = "MAP", description = NamedMap.NAME)
    private String name;

    @Mixin
    private Confirmation confirmation;

    @Spec
    private CommandSpec spec;

    /** The map before the change. */
    record Before(MapGlance map, MapEntries entries) {
        String file() {
            return map.directory().getFileName().toString();
        }

        PrintedCodec keys() {
            return new PrintedCodec(map.keyCodec());
        }

        PrintedCodec values() {
            return new PrintedCodec(map.valueCodec());
        }

        /** The text of a key's value; null if there is no such key. */
        String value(String key) {
            MapEntries.Entry entry = entries.find(keys().encode(key));
            return entry == null ? null : values().decode(entry.value());
        }
    }

    /**
     * What is about to be done. Refuses what cannot be done.
     *
     * @throws IllegalArgumentException if a text is not one of its codec
     */
    abstract List<String> steps(Before before);

    /** Does it. */
    abstract void change(SharedMap<String, String> map, Logger log, PrintWriter out);

    @Override
    public final Integer call() {
        return Guarded.run(spec, out -> {
            Path directory = domain.directory();
            MapGlance found = NamedMap.requireMap(NamedMap.find(directory, name));
            if (confirmation.allows(steps(new Before(found, new MapEntries(found))), out)) {
                try (Parley parley = domain.open()) {
                    change(NamedMap.open(parley, found), CommandLog.get(), out);
                }
            }
            return ExitCode.OK;
        });
    }
}
