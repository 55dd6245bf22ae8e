package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Where users may name the domain. */
@Timeout(60)
class DomainFirstTest {
    @ParameterizedTest
    @CsvSource({
        "map get D M K, map get D M K",
        "map get M K --domain D, map get D M K",
        "map get --domain=D M K, map get D M K",
        "--domain D map get M K, map get D M K",
        "-d D map ls, map ls D",
        "map get M K, map get E M K",
        "map get D M K, map get D M K",
        "map ls, map ls E",
        "diagnose, diagnose",
        "serve --listen :0, serve E --listen :0",
        "ls --domain D, ls --domain D",
        "--domain D ls, --domain D ls",
        "stat x, stat x",
        "--help, --help",
    })
    void shouldPutTheDomainWhereTheCommandWantsIt(String line, String arranged) {
        CommandLine top = new CommandLine(new ParleyCli());

        assertThat(String.join(" ", DomainFirst.arrange(top, line.split(" "), "E")))
                .isEqualTo(arranged);
    }

    @ParameterizedTest
    @CsvSource({"map get M K", "diagnose", "ls"})
    void shouldLeaveTheRestAsItIs(String line) {
        CommandLine top = new CommandLine(new ParleyCli());

        assertThat(String.join(" ", DomainFirst.arrange(top, line.split(" "), null)))
                .isEqualTo(line);
    }
}
