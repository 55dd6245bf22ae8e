package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.value.SharedFloat;
import io.parley.value.SharedLong;
import io.parley.value.SharedText;
import io.parley.value.SharedValue;
import io.parley.value.ValueOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley value}. */
@Timeout(120)
class ValueCommandTest extends InADomain {
    @ParameterizedTest
    @CsvSource({
        "b, -5, 7, 2",
        "B, 200, 55, 255",
        "h, -300, 1, -299",
        "H, 65000, 535, 65535",
        "i, -70000, 70000, 0",
        "I, 4000000000, 0x10, 4000000016",
        "l, 1, -2, -1",
        "L, 18446744073709551614, 1, 18446744073709551615",
        "q, 9223372036854775806, 1, 9223372036854775807",
        "Q, 0, 1, 1",
        "f, 0.5, 0.25, 0.75",
        "d, -1.5, 1e3, 998.5",
        "c, 65, 1, 66"
    })
    void shouldChangeNumbersOfEveryType(String type, String first, String delta, String sum) {
        SharedValue value = parley.value("n", type, null);

        assertThat(run("value", "set", "n", first).out()).endsWith(" -> " + first + "\n");
        assertThat(run("value", "get", "n").out()).isEqualTo(first + "\n");
        assertThat(run("value", "add", "n", delta).out()).endsWith(": " + first + " -> " + sum + "\n");
        assertThat(value.value()).hasToString(sum);
    }

    @Test
    void shouldChangeTruthValuesCharactersAndTexts() {
        var flag = parley.booleanValue("flag");
        SharedValue letter = parley.value("letter", "u", "x");
        SharedText text = parley.text("text", 2_000, "old");
        String longOne = "-é".repeat(600);

        assertThat(run("value", "set", "flag", "true").out()).isEqualTo("flag.boolean: false -> true\n");
        assertThat(run("value", "set", "letter", "é").out()).isEqualTo("letter.int: x -> é\n");
        assertThat(run("value", "set", "text", longOne).out()).isEqualTo("text.text: old -> " + longOne + "\n");
        assertThat(flag.get()).isTrue();
        assertThat(letter.value()).isEqualTo("é");
        assertThat(text.get()).isEqualTo(longOne);
        assertThat(run("value", "get", "text").out()).isEqualTo(longOne + "\n");
    }

    @Test
    void shouldOpenValuesWithTheLockTheyHave() {
        SharedLong without =
                SharedLong.open(parley, "without", 1, ValueOptions.defaults().withoutLock());
        SharedFloat shared =
                SharedFloat.open(parley, "shared", 1, ValueOptions.defaults().lockedBy("book"));

        assertThat(run("value", "add", "without", "1").exitCode()).isZero();
        assertThat(run("value", "add", "shared", "1").exitCode()).isZero();
        assertThat(without.get()).isEqualTo(2);
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void shouldWatchAValue() {
        parley.longValue("count", 7);

        assertThat(run("value", "watch", "--rounds", "1", "count").out())
                .contains("count.long\n")
                .contains("  value  7\n");
    }

    @Test
    void shouldWakeWhoWaitsForAChange() throws Exception {
        SharedLong count = parley.longValue("count", 7);
        Thread waiter = new Thread(() -> {
            try {
                count.awaitChange(7);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();

        run("value", "set", "count", "8");

        waiter.join();
        assertThat(count.get()).isEqualTo(8);
    }

    @Test
    void shouldChangeNothingInADryRun() {
        SharedLong count = parley.longValue("count", 7);
        SharedText text = parley.text("text", 10, "old");

        assertThat(run("value", "set", "--dry-run", "count", "9").out()).isEqualTo("would change count.long: 7 -> 9\n");
        assertThat(run("value", "add", "--dry-run", "count", "-9").out())
                .isEqualTo("would change count.long: 7 -> -2\n");
        assertThat(run("value", "set", "--dry-run", "text", "new").out())
                .isEqualTo("would change text.text: old -> new\n");
        assertThat(count.get()).isEqualTo(7);
        assertThat(text.get()).isEqualTo("old");
    }

    @ParameterizedTest
    @CsvSource({
        "set, 128, 'out of range: type=signed char, allowed=-128..127'",
        "set, 1.5, is no whole number",
        "set, x, is no whole number",
        "add, 127, '100 + 127 is out of range'"
    })
    void shouldRefuseWhatDoesNotFit(String verb, String number, String reason) {
        SharedValue value = parley.value("n", "b", 100);

        CommandRun run = run("value", verb, "n", number);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(reason);
        assertThat(value.value()).isEqualTo((byte) 100);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        parley.booleanValue("flag");
        parley.floatValue("single");
        parley.text("text", 3, "old");
        parley.lock("book");

        assertThat(run("value", "set", "flag", "maybe").err()).contains("is no truth value");
        assertThat(run("value", "add", "flag", "1").err()).contains("nothing can be added to a bool");
        assertThat(run("value", "set", "single", "1e40").err()).contains("out of range");
        assertThat(run("value", "add", "text", "1").err()).contains("nothing can be added to a text");
        assertThat(run("value", "set", "text", "much too long").exitCode()).isEqualTo(1);
        assertThat(run("value", "get", "book").err()).contains("no value but: ", "kind=lock", "next: parley stat");
        assertThat(run("value", "get", "none").exitCode()).isEqualTo(4);
        assertThat(run("value", "set", "none", "1").exitCode()).isEqualTo(4);
        assertThat(parley.directory().resolve("none.long")).doesNotExist();
    }

    @Test
    void shouldChooseTheValueIfALockHasTheSameName() {
        parley.longValue("book", 3);
        parley.lock("book");

        assertThat(run("value", "get", "book").out()).isEqualTo("3\n");
    }
}
