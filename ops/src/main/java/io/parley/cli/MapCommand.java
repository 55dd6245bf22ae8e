package io.parley.cli;

import picocli.CommandLine.Command;

/** {@code parley map}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Looks into maps, and into what is a map underneath: sets, lists, namespaces, references.",
            "Keys and values are shown as text where their codec is one of Parley's own, else as hexadecimal bytes."
        },
        subcommands = {
            MapLsCommand.class,
            MapStatCommand.class,
            MapGetCommand.class,
            MapDumpCommand.class,
            MapPutCommand.class,
            MapRmCommand.class,
            MapLoadCommand.class,
            MapCompactCommand.class,
            MapVerifyCommand.class,
            MapSalvageCommand.class
        })
final class MapCommand extends NounCommand {}
