package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a page and is not what happens is found. */
@Timeout(60)
class TranscriptTest {
    @TempDir
    private Path directory;

    private Transcript page(String console) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "# Page\n\n```console\n" + console + "```\n");
        return new Transcript(page.toAbsolutePath().toString());
    }

    @Test
    void shouldRunCommandsAndCompareWhatTheyPrint() throws Exception {
        Transcript page = page("""
                $ printf 'a   b\\n\\nc\\n1 of 7\\n'
                a b

                …
                … of 7
                $ parley ls /nowhere/at/all
                parley ls: no domain /nowhere/at/all
                …
                $ echo $?
                4
                $ parley ls /nowhere/at/all 2>&1 | wc -l
                2
                $ true
                $ echo orders orders.queue /some/orders/x | tr x y
                orders orders.queue /some/orders/y
                """);

        assertThat(page.with("orders", "here/orders")
                        .with("/some/orders", "there")
                        .run())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ echo a\nb\n",
                "$ echo a\n",
                "$ true\na\n",
                "$ printf 'a\\nb\\n'\na\n",
                "$ printf 'a\\nb\\nc\\n'\na\n…\nb\n",
                "$ echo a.c\na.d\n…\n",
                "$ false\n$ echo $?\n0\n",
                "$ parley no-such-verb\n"
            })
    void shouldFailWhereSomethingElseHappens(String console) {
        assertThatThrownBy(() -> page(console).run()).isInstanceOf(AssertionError.class);
    }
}
