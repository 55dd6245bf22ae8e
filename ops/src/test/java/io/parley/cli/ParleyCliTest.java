package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParleyCliTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyzzy",
                "--nonsense",
                "ps",
                "jvm-flags --maven --gradle",
                "ps a b",
                "ps --every a",
                "ls --watch soon a",
                "stat",
                "stat x",
                "tree",
                "watch",
                "rm",
                "reap",
                "bundle",
                "doctor a b",
                "map",
                "map ls",
                "map get a b"
            })
    void shouldEndWithTwoWhenCalledInAWrongWay(String line) {
        CommandRun run = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: parley");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "ps --help",
                "reap --help",
                "diagnose --help",
                "jvm-flags --help",
                "map --help",
                "map ls --help",
                "map stat --help"
            })
    void shouldPrintHelp(String line) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: parley");
    }

    @Test
    void shouldPrintItsVersionAndThatOfTheJvm() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("parley ").contains(System.getProperty("java.vm.version"));
    }

    @Test
    void shouldPrintTheFlagsThatTheBuildUses() {
        String flags = System.getProperty("parley.jvm.flags");
        assumeThat(flags).as("set by the build").isNotBlank();

        CommandRun run = CommandRun.of("jvm-flags");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly(flags.strip().split("\\s+"));
    }

    @Test
    void shouldPrintFlagsForOtherJdksAndTools() {
        String old = CommandRun.of("jvm-flags", "--jdk", "17").out();

        assertThat(old).doesNotContain("sun-misc-unsafe");
        assertThat(CommandRun.of("jvm-flags", "--jdk", "25").out())
                .startsWith(old)
                .contains("sun-misc-unsafe");
        assertThat(CommandRun.of("jvm-flags", "--maven").out()).contains("<parley.jvm.flags>--add-opens");
        assertThat(CommandRun.of("jvm-flags", "--gradle").out()).contains("jvmArgs(", "\"--add-opens");
    }

    @Test
    void shouldListTheProcessesOfADomainButNotItself() {
        Path domain = directory.resolve("domain");
        Parley.open(domain).close();

        CommandRun run = CommandRun.of("ps", domain.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).singleElement().asString().contains("PID", "NAME");
    }

    @Test
    void shouldListAChildThatHasEndedIfAsked() throws InterruptedException {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            ParleyProcess child =
                    parley.process("importer", () -> System.exit(3)).start();
            child.join();
            parley.reap(); // as a command in a JVM of its own does when it opens the domain

            String domain = parley.directory().toString();
            assertThat(CommandRun.of("ps", domain).out().lines()).hasSize(1);
            assertThat(CommandRun.of("ps", "--all", domain).out().lines())
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith(String.format("%6d     -  ", child.pid()))
                    .endsWith("  ended    importer: exit code 3");
        }
    }

    @Test
    void shouldSayThatADomainIsClean() {
        Path domain = directory.resolve("domain");
        Parley.open(domain).close();

        CommandRun run = CommandRun.of("reap", domain.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines(domain + ": clean, 0 live processes");
    }

    @Test
    void shouldSayWhoHoldsWhat() {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            parley.lock("book").lock();

            CommandRun run = CommandRun.of("diagnose", parley.directory().toString());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .endsWith(": 1 locks held, 0 threads wait, 0 deadlocks");
            assertThat(run.out())
                    .contains("book.lock held by pid " + ProcessHandle.current().pid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ps", "reap", "diagnose", "ls", "tree", "doctor"})
    void shouldEndWithFourAndCreateNothingWhenThereIsNoSuchDomain(String command) {
        Path domain = directory.resolve("none");

        CommandRun run = CommandRun.of(command, domain.toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err().lines())
                .containsExactly("parley " + command + ": no domain " + domain, "  next: parley ls");
        assertThat(domain).doesNotExist();
    }

    @Test
    void shouldEndWithOneWhenADomainsNameIsImpossible() {
        CommandRun run = CommandRun.of("ps", "no spaces");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("parley ps: name 'no spaces'");
    }
}
