package io.parley.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.cli.output.Keys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlsTest {
    private final Controls controls = new Controls(new Order(Column.OPS, false, ""));
    private final List<Row> rows = List.of(row("a.lock", 5, 0), row("B.lock", 70, 2), row("c.queue", 5, 1));

    private static Row row(String file, double rate, int waiters) {
        return new Row(
                file,
                file.substring(2),
                file,
                Optional.of(rate),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                waiters,
                List.of(),
                List.of(),
                "");
    }

    private Controls.Wish press(String keys) {
        return keys.chars()
                .mapToObj(controls::press)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private List<String> shown() {
        return controls.order().of(rows).stream().map(Row::file).toList();
    }

    @Test
    void shouldBeginWithTheBusiest() {
        assertThat(shown()).containsExactly("B.lock", "a.lock", "c.queue");
    }

    @Test
    void shouldSortByTheNextColumnAndTheOtherWayRound() {
        for (Column column = Column.OPS.next(); column != Column.WAITERS; column = column.next()) {
            assertThat(press("s")).isEqualTo(Controls.Wish.SHOW);
        }
        press("s");
        assertThat(controls.order().by()).isEqualTo(Column.WAITERS);
        assertThat(shown()).containsExactly("B.lock", "c.queue", "a.lock");

        press("r");

        assertThat(shown()).containsExactly("a.lock", "c.queue", "B.lock");
        assertThat(new Order(Column.NAME, false, "").of(rows))
                .extracting(Row::file)
                .containsExactly("B.lock", "a.lock", "c.queue");
        assertThat(new Order(Column.KIND, false, "").of(rows))
                .extracting(Row::kind)
                .containsExactly("lock", "lock", "queue");
    }

    @Test
    void shouldComeBackToTheFirstColumn() {
        press("s".repeat(Column.values().length));

        assertThat(controls.order().by()).isEqualTo(Column.OPS);
    }

    @Test
    void shouldShowWhatIsTypedOnly() {
        press("/LOq");

        assertThat(controls.prompt()).isEqualTo("filter: LOq_");
        assertThat(shown()).isEmpty();

        press("\u007f\n");

        assertThat(shown()).containsExactly("B.lock", "a.lock");
        assertThat(controls.prompt()).startsWith("s sort");

        press("/" + (char) Keys.ESCAPE);

        assertThat(shown()).hasSize(3);
    }

    @Test
    void shouldLookAgainUnlessItIsPaused() {
        assertThat(controls.press(Keys.NONE)).isEqualTo(Controls.Wish.LOOK);
        assertThat(press(" ")).isEqualTo(Controls.Wish.SHOW);
        assertThat(controls.press(Keys.NONE)).isEqualTo(Controls.Wish.SHOW);
        assertThat(press(" ")).isEqualTo(Controls.Wish.LOOK);
    }

    @Test
    void shouldEndAndStop() {
        assertThat(press("q")).isEqualTo(Controls.Wish.QUIT);
        assertThat(controls.press(Keys.SUSPEND)).isEqualTo(Controls.Wish.SUSPEND);
        press("/");
        assertThat(controls.press(Keys.SUSPEND)).as("also while somebody types").isEqualTo(Controls.Wish.SUSPEND);
        assertThat(press("x")).isEqualTo(Controls.Wish.SHOW);
    }
}
