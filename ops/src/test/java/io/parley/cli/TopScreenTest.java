package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Parley;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley top} on a real terminal. */
@Timeout(300)
class TopScreenTest {

    @TempDir
    private Path directory;

    private Parley parley;
    private Tmux tmux;
    private Path pid;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        parley = Parley.open(directory.resolve("shop"));
        parley.lock("book").lock();
        parley.lock("ledger");
        pid = directory.resolve("pid");
        Files.writeString(
                directory.resolve("top"),
                "echo $$ >" + pid + "; exec " + Path.of(System.getProperty("java.home"), "bin", "java")
                        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp " + System.getProperty("java.class.path") + " "
                        + ParleyCli.class.getName() + " top --every 100ms " + parley.directory() + "\n");
        tmux = new Tmux();
        type("sh " + directory.resolve("top"));
        awaitText("2 objects, by ops");
    }

    @AfterEach
    void close() throws Exception {
        if (tmux != null) {
            tmux.close();
            parley.close();
        }
    }

    private void type(String line) throws Exception {
        awaitText("ready>");
        tmux.press(line, "Enter");
    }

    private void awaitText(String text) {
        await().forever().until(() -> tmux.screen().contains(text));
    }

    private void awaitNoText(String text) {
        await().forever().until(() -> !tmux.screen().contains(text));
    }

    /** The screen is as it was before, and so is the terminal. */
    private void awaitShell() throws Exception {
        await().forever().until(() -> !tmux.isOtherScreen());
        awaitText("ready> sh " + directory.resolve("top"));
        tmux.press(
                "clear; stty -a | tr ' ;' '\\n\\n' | grep -c -e '^icanon$' -e '^echo$' -e '^\\^Z$' | sed s/^/modes:/",
                "Enter");
        awaitText("modes:3");
    }

    @Test
    void shouldObeyKeys() throws Exception {
        assertThat(tmux.isOtherScreen()).isTrue();
        awaitText("OPS/S"); // the first look has nothing to compare with
        assertThat(tmux.screen()).contains("OPS/S", "book", "ledger", "q quit");

        tmux.press("s");
        awaitText("by taken");
        tmux.press("r");
        awaitText("by taken, reversed");
        tmux.press("Up", "/", "b", "o");
        awaitText("filter: bo_");
        awaitNoText("ledger");
        tmux.press("Enter", "Space");
        awaitText("with bo  paused");
        parley.lock("bookmark");
        tmux.press("r");
        awaitNoText("reversed");
        assertThat(tmux.screen()).doesNotContain("bookmark");
        tmux.press("Space");
        awaitText("bookmark");
        tmux.press("q");
        awaitShell();
    }

    @Test
    void shouldFitTheScreen() throws Exception {
        for (int i = 0; i < 40; i++) {
            parley.lock("many." + i);
        }
        awaitText("(16 more)");
        tmux.resize(60, 10);
        awaitText("(36 more)");
        await().forever().until(() -> tmux.screen().lines().toList().get(9).startsWith("s sort"));
        tmux.press("q");
        await().forever().until(() -> !tmux.isOtherScreen());
    }

    @Test
    void shouldGiveTheTerminalBackWhenItIsTerminated() throws Exception {
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .orElseThrow()
                        .destroy())
                .isTrue();

        awaitShell();
    }

    @Test
    void shouldGiveTheTerminalBackWhileItIsStopped() throws Exception {
        tmux.press("C-z");
        awaitShell();

        type("fg");
        awaitText("2 objects, by ops");
        assertThat(tmux.isOtherScreen()).isTrue();

        tmux.press("C-c");
        await().forever().until(() -> !tmux.isOtherScreen());
        type("echo ended:$?");
        awaitText("ended:130");
    }
}
