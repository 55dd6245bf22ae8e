package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.sync.SharedLock;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley top} where there is no terminal. */
@Timeout(120)
class TopCommandTest extends InADomain {
    @Test
    void shouldPrintOneTableBelowTheOther() {
        SharedLock book = parley.lock("book");
        book.lock();
        parley.longValue("count");

        int slot = parley.processes().get(0).slot();

        CommandRun run = run("top", "--every", "1ms", "--rounds", "2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(2 * 5);
        assertThat(run.out())
                .startsWith("domain  ")
                .contains("2 objects, by ops\n1 live, 0 dead: " + slot + "="
                        + ProcessHandle.current().pid() + " tester\n")
                .containsPattern("NAME +KIND +OPS/S +WAITED/S +HOLDERS\n")
                .containsPattern("book +lock +0 +0 +" + ProcessHandle.current().pid() + " tester\n");
        assertThat(run.out())
                .as("nothing lies in them, nobody waits")
                .doesNotContain("DEPTH", "LAG", "WAITERS", "TAKEN");
    }

    @Test
    void shouldSortAndFilter() {
        parley.lock("book");
        parley.lock("book.a");
        parley.lock("other");

        CommandRun run =
                run("top", "--every", "1ms", "--rounds", "1", "--sort", "name", "--reverse", "--filter", "OOK");

        assertThat(run.out().lines().skip(3).map(line -> line.split(" ")[0])).containsExactly("book", "book.a");
        assertThat(run.out()).contains("3 objects, by name, reversed, with OOK");
        assertThat(run("top", "--rounds", "1", "--sort", "size").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldPrintJsonInALineForEachLook() throws Exception {
        parley.lock("book");
        parley.lock("other");

        List<String> lines = run("top", "--json", "--every", "1ms", "--rounds", "3", "--filter", "book")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        for (String line : lines) {
            JsonNode document = new ObjectMapper().readTree(line);
            assertThat(document.get("schema").asText()).isEqualTo("parley/top/1");
            assertThat(document.get("objects")).hasSize(1);
            assertThat(document.get("objects").get(0).get("operationsPerS").isNumber())
                    .isTrue();
            assertThat(document.get("seconds").asDouble()).isPositive();
        }
    }

    @Test
    void shouldTakeTheDomainAsAnArgumentAndEndWhenItIsGone() throws Exception {
        CommandRun there = CommandRun.of(
                "top", "--every", "1ms", "--rounds", "1", parley.directory().toString());
        Files.delete(parley.directory().resolve("domain.parley"));
        CommandRun gone = run("top", "--rounds", "1");

        assertThat(there.exitCode()).isZero();
        assertThat(gone.exitCode()).isEqualTo(4);
        assertThat(gone.err()).contains("no domain");
    }
}
