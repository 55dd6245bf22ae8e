package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A start knows one verb only, and nobody sees that. */
@Timeout(60)
class NamedVerbTest {
    /** In a package of its own; its start takes seconds anyhow. */
    private static final String FOUND_AMONG_ALL = "demo";

    private static final Map<String, CommandLine> ALL = new CommandLine(new ParleyCli()).getSubcommands();

    static Stream<String> verbs() {
        return ALL.keySet().stream().filter(verb -> !verb.equals(FOUND_AMONG_ALL));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void shouldKnowTheVerbThatIsNamedAndNoOther(String verb) {
        for (CommandLine line : List.of(
                NamedVerb.commandLine(verb, "--help"),
                NamedVerb.commandLine("--domain", "orders", verb),
                NamedVerb.commandLine("-d", "orders", verb, "ls"),
                NamedVerb.commandLine("--domain=orders", verb))) {
            assertThat(line.getSubcommands()).containsOnlyKeys(verb);
            assertThat(help(line, verb)).isEqualTo(help(new CommandLine(new ParleyCli()), verb));
        }
    }

    private static String help(CommandLine top, String verb) {
        StringWriter out = new StringWriter();
        top.setOut(new PrintWriter(out, true));
        assertThat(ParleyCli.execute(top, null, verb, "--help")).isZero();
        return out.toString();
    }

    @Test
    void shouldCompleteTheVerbsThatThisStartDoesNotKnow() {
        CommandLine line = NamedVerb.commandLine("completion", "bash");
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out, true));

        assertThat(ParleyCli.execute(line, null, "completion", "bash")).isZero();
        assertThat(out.toString()).contains("_picocli_parley_stat", "_picocli_parley_map_get");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lss", "LS", "view", "domain", "one-map", "map-ls", "../ls", "--help", "-V", "-x", "@ls"})
    void shouldKnowAllVerbsWhenNoneIsNamed(String word) {
        assertThat(NamedVerb.commandLine(word).getSubcommands()).hasSameSizeAs(ALL);
        assertThat(NamedVerb.commandLine(word, "ls").getSubcommands()).hasSameSizeAs(ALL);
    }

    @Test
    void shouldKnowAllVerbsWithoutArguments() {
        assertThat(NamedVerb.commandLine().getSubcommands()).hasSameSizeAs(ALL);
        assertThat(NamedVerb.commandLine("--domain").getSubcommands()).hasSameSizeAs(ALL);
    }

    @Test
    void shouldNotMakeVerbsOfThoseBelowANoun() throws IOException {
        Path classes = Path.of("target/classes/io/parley/cli");
        try (Stream<Path> files = Files.list(classes)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Command.class"))
                    .map(NamedVerbTest::asAVerb)
                    .toList();

            assertThat(names).contains("ls", "map-ls", "jvm-flags");
            assertThat(names)
                    .filteredOn(name -> !ALL.containsKey(name))
                    .allSatisfy(name -> assertThat(NamedVerb.commandLine(name).getSubcommands())
                            .hasSameSizeAs(ALL));
        }
    }

    /** {@code map-ls} of {@code MapLsCommand.class}. */
    private static String asAVerb(String file) {
        return file.replace("Command.class", "")
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }
}
