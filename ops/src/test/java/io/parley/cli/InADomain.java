package io.parley.cli;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of verbs for objects of one noun. */
abstract class InADomain {
    @TempDir
    private Path directory;

    Parley parley;

    /** How this process is called in the domain. */
    String processName() {
        return "tester";
    }

    @BeforeEach
    final void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withProcessName(processName()));
    }

    @AfterEach
    final void close() {
        parley.close();
    }

    final CommandRun run(String... args) {
        return CommandRun.in(parley.directory().toString(), args);
    }

    static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
