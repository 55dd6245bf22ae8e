package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user at a terminal sees of a replay, and what keys do. */
@Timeout(180)
class ReplayKeysTest {
    /** The second message would come hours later. */
    private static final String SLOWLY = "--bare --speed 0.000000001x";

    @TempDir
    private Path directory;

    private Parley parley;
    private Tmux tmux;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        parley = Parley.open(directory.resolve("orders"));
        SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
        for (String each : List.of("one", "two", "three", "four", "five")) {
            fills.put(each);
        }
        String java = CommandRun.process("$@").command().stream()
                .map(word -> word.equals("$@") ? "\"$@\"" : "'" + word + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(directory.resolve("parley"), "exec " + java + "\n");
        assertThat(Tmux.isInstalled()).as("apt install tmux").isTrue();
        tmux = new Tmux();
    }

    @AfterEach
    void close() throws IOException {
        tmux.close();
        parley.close();
    }

    private void replay(String options) throws IOException {
        type("cd " + directory + "; clear; stty -a >before; bash parley queue replay --domain ./orders fills " + options
                + "; echo exit=$?; stty -a >after");
    }

    private void type(String line) throws IOException {
        tmux.press("-l", line);
        tmux.press("Enter");
    }

    /** What can be seen, without empty lines, once that can. */
    private List<String> await(Predicate<List<String>> seen) throws IOException {
        while (true) {
            List<String> lines = tmux.screen()
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (seen.test(lines)) {
                return lines;
            }
            assertThat(Thread.currentThread().isInterrupted())
                    .as("waited in vain, this can be seen: " + lines)
                    .isFalse();
        }
    }

    private boolean isAsBefore() throws IOException {
        type("clear; cmp before after && echo terminal=same");
        await(lines -> lines.contains("terminal=same"));
        return true;
    }

    private static boolean hasLine(List<String> lines, String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    @Test
    void shouldStepToTheEnd() throws IOException {
        replay(SLOWLY);
        List<String> first = await(lines -> lines.contains("one") && hasLine(lines, "1 of 5, 20%"));
        assertThat(first)
                .last()
                .asString()
                .startsWith("[####----------------] 1 of 5, 20%, ")
                .contains(" left");
        tmux.press("Space");
        await(lines -> hasLine(lines, ", paused"));
        tmux.press("n");
        await(lines -> lines.contains("two") && hasLine(lines, "2 of 5"));
        tmux.press("n");
        await(lines -> lines.contains("three") && hasLine(lines, "3 of 5"));
        tmux.press("n");
        await(lines -> lines.contains("four") && hasLine(lines, "4 of 5"));
        tmux.press("x", "n");
        await(lines -> lines.contains("five") && hasLine(lines, "5 of 5"));
        tmux.press("n");

        List<String> last = await(lines -> lines.contains("exit=0"));
        assertThat(last).as("the line of progress is gone").noneMatch(line -> line.startsWith("["));
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void shouldEndBeforeItsEndWithOne() throws IOException {
        replay(SLOWLY);
        await(lines -> hasLine(lines, "1 of 5"));
        tmux.press("q");

        List<String> last = await(lines -> lines.contains("exit=1"));
        assertThat(last).contains("parley queue replay: ended after 1 of 5 messages; go on with --from 1");
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void shouldEndWhileItWaitsForRoom() throws IOException {
        SharedQueue<String> small = parley.queue("small", Codecs.utf8(), o -> o.capacity(2));
        replay("--speed max --yes --into small");
        await(lines -> hasLine(lines, "2 of 5"));
        tmux.press("q");

        List<String> last = await(lines -> lines.contains("exit=1"));
        assertThat(last).contains("parley queue replay: put 2 of 5 messages into small, go on with --from 2: ended");
        assertThat(small.appended()).isEqualTo(2);
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void shouldGiveTheTerminalBackWhenItIsInterrupted() throws IOException {
        replay(SLOWLY);
        await(lines -> hasLine(lines, "1 of 5"));
        tmux.press("C-c");

        await(lines -> lines.contains("exit=130"));
        assertThat(isAsBefore()).isTrue();
    }

    @Test
    void shouldLetTheTerminalAloneInTheBackground() throws IOException {
        replay(SLOWLY + " & sleep 0");
        List<String> lines = await(seen -> hasLine(seen, "one"));
        assertThat(lines).noneMatch(line -> line.contains("[#"));
        type("stty -a >during; kill %1; clear; cmp before during && echo terminal=same");

        await(seen -> seen.contains("terminal=same"));
    }
}
