package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildLogTest {
    private final ChildLog log = new ChildLog();

    @Test
    void shouldKeepBeginningAndEndOfAVeryLongLog() {
        for (int i = 0; i < 200_000; i++) {
            log.addOut("line " + i);
        }

        assertThat(log.size()).isEqualTo(200_000);
        assertThat(log.stdout()).hasSizeLessThan(100_000).contains("line 0", "line 199", "line 199999");
        assertThat(log.stdout()).doesNotContain("line 200");
        assertThat(log.toString()).contains("lines dropped");
        assertThat(log.linesFrom(199_998)).containsExactly("line 199998", "line 199999");
    }

    @Test
    void shouldBoundEmptyLinesAsWell() {
        for (int i = 0; i < 200_000; i++) {
            log.addErr("");
        }

        assertThat(log.stderr()).hasSizeLessThan(100_000);
    }

    @Test
    void shouldShowBothStreamsInOrder() {
        log.addOut("a");
        log.addErr("b");
        log.addOut("c");

        assertThat(log.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("out | a"),
                        line -> assertThat(line).endsWith("err | b"),
                        line -> assertThat(line).endsWith("out | c"));
        assertThat(log.tail(1)).endsWith("out | c\n").doesNotContain("| b");
        assertThat(log.linesFrom(1)).containsExactly("b", "c");
        assertThat(log.linesFrom(3)).isEmpty();
    }
}
