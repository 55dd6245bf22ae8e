package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinePumpTest {
    private final List<String> lines = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Test
    void shouldTakeMessagesOutOfTheMiddleOfALine() throws Exception {
        pump("begin " + Protocol.MARK + "reached a\n" + Protocol.MARK + "reached b\n" + "end\nnext\n");

        assertThat(lines).containsExactly("begin end", "next");
        assertThat(messages).containsExactly("reached a", "reached b");
    }

    @Test
    void shouldTakeForTextWhatOnlyBeginsLikeAMark() throws Exception {
        String almost = Protocol.MARK.substring(0, 4);

        pump(almost + almost + "x\n" + almost + Protocol.MARK + "go\n\n" + almost);

        assertThat(lines).containsExactly(almost + almost + "x", almost, almost);
        assertThat(messages).containsExactly("go");
    }

    @Test
    void shouldKeepEmptyLinesAndALastOneWithoutEnd() throws Exception {
        pump("\n\nlast");

        assertThat(lines).containsExactly("", "", "last");
    }

    @Test
    void shouldCutALineWithoutEnd() throws Exception {
        pump("x".repeat(LinePump.MAX_LINE + 10) + Protocol.MARK + "go\n" + "y\n");

        assertThat(lines).containsExactly("x".repeat(LinePump.MAX_LINE), "x".repeat(10) + "y");
        assertThat(messages).containsExactly("go");
    }

    private void pump(String text) throws InterruptedException {
        LinePump pump = LinePump.start(
                "test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines::add, messages::add);
        pump.drain(Duration.ofMinutes(1));
    }
}
