package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script, in a real bash. */
@Timeout(60)
class CompletionCommandTest {
    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        CommandRun run = CommandRun.of("completion", "bash");
        assertThat(run.exitCode()).isZero();
        script = Files.writeString(directory.resolve("parley.bash"), run.out());
    }

    private static String bash(String... args) throws IOException, InterruptedException {
        String[] command = new String[args.length + 1];
        command[0] = "bash";
        System.arraycopy(args, 0, command, 1, args.length);
        Process bash = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt complains outside of a completion
                .start();
        String out = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).isZero();
        return out.strip();
    }

    @Test
    void shouldBeAScript() throws Exception {
        assertThat(bash("-n", script.toString())).isEmpty();
        assertThat(CommandRun.of("completion", "zsh").out()).contains("bashcompinit");
    }

    @ParameterizedTest
    @CsvSource({"parley doc, doctor", "parley ls --js, --json", "parley map comp, compact", "parley xyzzy, ''"})
    void shouldComplete(String typed, String completed) throws Exception {
        String[] words = typed.split(" ");

        assertThat(bash(
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + typed + "); COMP_CWORD=" + (words.length - 1)
                                + "; _complete_parley; echo \"${COMPREPLY[@]}\""))
                .isEqualTo(completed);
    }

    @Test
    void shouldKnowItsShells() {
        assertThat(CommandRun.of("completion", "fish").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("completion").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
