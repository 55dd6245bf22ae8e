package io.parley.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DecimalsTest {
    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "0, 0",
        "1455.219971, 1455219971",
        "-0.5, -500000",
        "-1.000001, -1000001",
        "12, 12000000",
        "9223372036854.775807, 9223372036854775807"
    })
    void shouldReadMillionthsExactly(String text, long micros) {
        assertThat(Decimals.micros("close", text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "1.",
                ".5",
                "1e3",
                "1.-5",
                "null",
                "NaN",
                "1,5",
                "0x1",
                " 1",
                "9223372036854.775808"
            })
    void shouldRefuseWhatIsNotANumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decimals.micros("close", text))
                .withMessage("close '" + text + "' is not a number, or too large");
    }

    @Test
    void shouldRefuseDigitsThatWouldBeLost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decimals.micros("close", "1.1234567"))
                .withMessage("close '1.1234567' has more than 6 digits behind the point");
        assertThat(Decimals.cutMicros("time", "1.1234567")).isEqualTo(1_123_456);
    }

    @Test
    void shouldRefuseWhatIsNotAWholeNumber() {
        assertThat(Decimals.integer("volume", "-12")).isEqualTo(-12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decimals.integer("volume", "1.5"))
                .withMessage("volume '1.5' is not a whole number");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "1455219971, '1,455.219971'",
        "-500000, -0.5",
        "-1500000, -1.5",
        "12000000, 12",
        "0, 0",
        "10, 0.00001"
    })
    void shouldWriteMillionthsAsPeopleDo(long micros, String text) {
        assertThat(Decimals.format(micros)).isEqualTo(text);
    }
}
