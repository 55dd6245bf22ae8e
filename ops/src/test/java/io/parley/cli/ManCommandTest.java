package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class ManCommandTest {
    /** With how pages may begin a line; roff takes others for text, or for nothing. */
    private static final Set<String> MACROS = Set.of(".TH", ".SH", ".TP", ".B");

    @TempDir
    private Path directory;

    private Path pages;

    @BeforeEach
    void write() {
        pages = directory.resolve("share/man1");
        assertThat(CommandRun.of("man", "--into", pages.toString()).exitCode()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(pages)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldWriteAPageForEachCommand() throws IOException {
        Set<String> names = new TreeSet<>();
        collect("parley", new CommandLine(new ParleyCli()), names);

        assertThat(files().stream().map(file -> file.getFileName().toString())).containsExactlyElementsOf(names);
        assertThat(names).contains("parley.1", "parley-ls.1", "parley-map-get.1");
    }

    private static void collect(String name, CommandLine command, Set<String> names) {
        names.add(name + ".1");
        command.getSubcommands().forEach((verb, below) -> collect(name + "-" + verb, below, names));
    }

    @Test
    void shouldSayWhatHelpSays() throws IOException {
        assertThat(pages.resolve("parley-rm.1"))
                .content()
                .startsWith(".TH \"PARLEY\\-RM\" \"1\" \"\" \"Parley ")
                .contains(
                        "\n.SH NAME\nparley\\-rm \\- Deletes objects of a domain, of whatever kind, for everybody\n",
                        "\n.SH SYNOPSIS\n\\fBparley rm\\fR [\\-hVy] [\\-\\-dry\\-run] [\\-d=NAME|PATH] NAME...\n",
                        "\n.TP\n\\fB\\-y\\fR, \\fB\\-\\-yes\\fR\nDoes not ask.\n",
                        "\n.TP\n\\fINAME\\fR\nAn object's name",
                        "\n.SH SEE ALSO\n\\fBparley\\fR(1)\n");
        assertThat(pages.resolve("parley.1"))
                .content()
                .contains("\n.TP\n\\fBparley\\-doctor\\fR(1)\nLooks for what is wrong");
    }

    @Test
    void shouldBeginNoLineWithWhatIsNoMacro() throws IOException {
        for (Path each : files()) {
            assertThat(Files.readAllLines(each)).as(each.toString()).allSatisfy(line -> {
                assertThat(line).isNotBlank().doesNotStartWith("'").matches(text -> text.equals(text.strip()));
                if (line.startsWith(".")) {
                    assertThat(MACROS).contains(line.split(" ")[0]);
                }
            });
        }
    }

    @Test
    void shouldBeReadByGroffWithoutAWarning() throws Exception {
        assumeTrue(exists("groff"), "no groff here");
        for (Path each : files()) {
            Process groff = new ProcessBuilder("groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-P-c", each.toString())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(groff.waitFor()).as(text).isZero();
            assertThat(text.replaceAll(".\b", "")) // what is bold is printed twice
                    .contains("SYNOPSIS", "EXIT STATUS")
                    .doesNotContain("warning:", "error:");
        }
    }

    private static boolean exists(String command) throws InterruptedException, IOException {
        return new ProcessBuilder("bash", "-c", "command -v " + command).start().waitFor() == 0;
    }

    @Test
    void shouldFailWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        CommandRun run = CommandRun.of("man", "--into", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("parley man: cannot write to " + file);
    }
}
