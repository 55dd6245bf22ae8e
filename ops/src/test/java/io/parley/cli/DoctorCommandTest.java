package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.sync.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DoctorCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldExamineThisMachine() {
        CommandRun run = CommandRun.of("doctor");

        assertThat(run.exitCode()).isIn(ExitCode.OK, ExitCode.UNHEALTHY);
        assertThat(run.exitCode() == ExitCode.UNHEALTHY)
                .isEqualTo(run.out().lines().anyMatch(line -> line.startsWith("bad ")));
        assertThat(run.out())
                .startsWith("LEVEL")
                .contains("free space", "shared memory", "processors", "kernel", "modules", "jvm flags")
                .doesNotContain("permissions");
    }

    @Test
    void shouldEndWithThreeWhenSomethingIsBadAndSayWhatToDo() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            Path notes = Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");

            CommandRun run = CommandRun.of("doctor", parley.directory().toString());

            assertThat(run.exitCode()).isEqualTo(ExitCode.UNHEALTHY);
            assertThat(run.out())
                    .containsPattern("bad +objects +notes.lock: not a Parley object")
                    .contains("  why: an object of that name cannot be created\n  fix: mv " + notes + " ~\n");
        }
    }

    @Test
    void shouldFindADeadProcessAndWhatItHeld() throws Exception {
        try (Parley parley = Parley.open(ParleyConfig.at(directory.resolve("domain")))) {
            SharedLock book = parley.lock("book");
            parley.process("importer", () -> {
                        book.lock();
                        Runtime.getRuntime().halt(1);
                    })
                    .start()
                    .join();

            CommandRun run = CommandRun.of("doctor", parley.directory().toString());

            assertThat(run.out())
                    .containsPattern("notice +locks +book.lock: held by pid [0-9]+ \\(.*\\), thread .*, dead");
            assertThat(run.out()).contains("  fix: parley reap " + parley.directory());
        }
    }
}
