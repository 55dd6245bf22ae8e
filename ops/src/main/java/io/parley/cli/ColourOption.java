package io.parley.cli;

import io.parley.cli.output.Terminal;
import picocli.CommandLine.Option;

/** Whether a command prints in colours. */
final class ColourOption {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (on a screen, unless NO_COLOR is set), always or never.")
    private Terminal.Colour colour = Terminal.Colour.AUTO;

    Terminal.Colour colour() {
        return colour;
    }
}
