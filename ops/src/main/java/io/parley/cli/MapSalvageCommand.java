package io.parley.cli;

import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.map.MapFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley map salvage}. */
@Command(
        name = "salvage",
        mixinStandardHelpOptions = true,
        description = {
            "Puts what is readable in the files of a damaged map into another map, which is created if there is none;",
            "keys that are there already stay as they are. The damaged map is not changed. Prints what is wrong with it.",
            "For maps only; sets and others are salvaged by a program."
        })
final class MapSalvageCommand extends DomainCommand {
    @Parameters(index = "1", paramLabel = "MAP", description = "Name of the map that gets the entries.")
    private String name;

    @Parameters(index = "2", paramLabel = "DIRECTORY", description = "The damaged map's: <name>.map, or a copy of it.")
    private Path damaged;

    @Option(names = "--keys", paramLabel = "CODEC", description = "Id of the keys' codec, if the map cannot tell it.")
    private String keys = "";

    @Option(
            names = "--values",
            paramLabel = "CODEC",
            description = "Id of the values' codec, if the map cannot tell it.")
    private String values = "";

    @Option(names = "--ordered", description = "The map kept the order of insertion, and cannot tell it.")
    private boolean ordered;

    @Override
    void run(Parley parley, PrintWriter out) {
        MapFiles files = new MapFiles(damaged);
        String keyCodec = chosen("--keys", files.keyCodec(), keys);
        String valueCodec = chosen("--values", files.valueCodec(), values);
        SharedMap<String, String> target = parley.map(
                name,
                new PrintedCodec(keyCodec),
                new PrintedCodec(valueCodec),
                options -> options.insertionOrder(ordered || files.isOrdered()));
        MapVerifyCommand.print(target.salvage(damaged), out);
        out.printf("%s: %,d entries%n", target.path(), target.longSize());
    }

    private static String chosen(String option, String found, String given) {
        String codec = given.isEmpty() ? found : given;
        if (codec.isEmpty()) {
            throw CommandFailure.failed("the map's state file is damaged: say with " + option + " which codec it had");
        }
        return codec;
    }
}
