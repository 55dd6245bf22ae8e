package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.value.SharedArray;
import io.parley.value.SharedLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley array}. */
@Timeout(120)
class ArrayCommandTest extends InADomain {
    @ParameterizedTest
    @CsvSource({
        "b, -5",
        "B, 200",
        "h, -300",
        "H, 65000",
        "i, -70000",
        "I, 4000000000",
        "l, -1",
        "L, 18446744073709551615",
        "q, 9",
        "Q, 9",
        "f, 0.5",
        "d, -1.5",
        "u, é"
    })
    void shouldReadAndSetElementsOfEveryType(String type, String element) {
        SharedArray array = parley.array("a", type, 3);
        Object zero = array.value(0);

        CommandRun set = run("array", "set", "a", "-1", element);

        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out()).endsWith("[2]: " + zero + " -> " + element + "\n");
        assertThat(array.value(2)).hasToString(element);
        assertThat(run("array", "get", "a").out()).isEqualTo(lines(zero.toString(), zero.toString(), element));
        assertThat(run("array", "get", "a", "2").out()).isEqualTo(element + "\n");
    }

    @Test
    void shouldReadFarBehindTheBeginning() {
        SharedLongArray array = parley.longArray("a", 10_000);
        array.set(9_998, 5);
        array.set(9_999, 6);

        assertThat(run("array", "slice", "a", "9998", "10000").out()).isEqualTo(lines("5", "6"));
        assertThat(run("array", "slice", "a", "-2", "-1").out()).isEqualTo(lines("5"));
        assertThat(run("array", "slice", "a", "5", "2").out()).isEmpty();
        assertThat(run("array", "get", "a").out().lines()).hasSize(10_000);
    }

    @Test
    void shouldFindNoElementOutside() {
        SharedLongArray array = parley.longArrayOf("a", 1, 2);

        assertThat(run("array", "get", "a", "2").exitCode()).isEqualTo(4);
        assertThat(run("array", "get", "a", "-3").exitCode()).isEqualTo(4);
        assertThat(run("array", "slice", "a", "0", "3").exitCode()).isEqualTo(4);
        assertThat(run("array", "set", "a", "2", "9").exitCode()).isEqualTo(4);
        assertThat(run("array", "get", "a", "2").err()).contains("no element 2 in a.longs: length=2");
        assertThat(array.toArray()).containsExactly(1, 2);
    }

    @Test
    void shouldChangeNothingInADryRun() {
        SharedLongArray array = parley.longArrayOf("a", 1, 2);

        assertThat(run("array", "set", "--dry-run", "a", "1", "-9").out())
                .isEqualTo("would change a.longs[1]: 2 -> -9\n");
        assertThat(array.get(1)).isEqualTo(2);
    }

    @Test
    void shouldRefuseTooMuchAtOnce() {
        parley.byteArray("a", 1_000_001);

        CommandRun run = run("array", "get", "a");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("next: parley array slice").contains("a.bytes 0 1000000");
        assertThat(run("array", "slice", "a", "1", "1000001").out().lines()).hasSize(1_000_000);
    }

    @Test
    void shouldPrintJson() {
        parley.doubleArrayOf("a", 1, Double.NaN);

        assertThat(run("array", "get", "--json", "a", "1").out())
                .contains("\"schema\": \"parley/array/1\"", "\"type\": \"double\"", "\"from\": 1", "\"NaN\"");
    }
}
