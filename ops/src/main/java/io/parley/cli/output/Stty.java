package io.parley.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the terminal driver says, by {@code stty}. */
final class Stty {
    /** The terminal of this process, whatever its standard input and output are. */
    static final File TERMINAL = new File("/dev/tty");

    private Stty() {}

    /** Runs it to its end; what it printed, which is empty if there is no terminal, or no such program. */
    static String run(String... args) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(args));
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException noTerminal) {
            return "";
        }
    }
}
