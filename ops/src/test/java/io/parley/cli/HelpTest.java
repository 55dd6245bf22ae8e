package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The help of every command is what it was. If it is meant to change: {@code -Dparley.help.write=true}, and look at it.
 */
@Timeout(60)
class HelpTest {
    private static final boolean WRITE = Boolean.getBoolean("parley.help.write");
    private static final Path FOLDER = Path.of("src/test/resources/help");

    /** Every command by the words that call it, beginning with {@code parley}. */
    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        collect(new CommandLine(new ParleyCli()), commands);
        return commands;
    }

    private static void collect(CommandLine command, List<String> into) {
        into.add(command.getCommandSpec().qualifiedName());
        command.getSubcommands().values().stream().distinct().forEach(each -> collect(each, into));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldPrintTheHelpThatIsOnFile(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.remove(0);
        words.add("--help");

        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file(command), run.out());
        }
        assertThat(run.exitCode()).isZero();
        assertThat(file(command)).hasContent(run.out());
    }

    @Test
    void shouldHaveNoHelpOfCommandsThatAreGone() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            commands().stream().map(HelpTest::file).toList());
        }
    }

    private static Path file(String command) {
        return FOLDER.resolve(command.replaceFirst("^parley (?=.)", "").replace(' ', '-') + ".txt");
    }
}
