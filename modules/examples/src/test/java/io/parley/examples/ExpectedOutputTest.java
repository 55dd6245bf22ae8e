package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExpectedOutputTest {
    private final ExpectedOutput expected = ExpectedOutput.of("pid {a}, child of {b}: [{x=1}]\nagain {a}\n");

    @Test
    void shouldAcceptAnyNumberInThePlaceOfAWord() {
        assertThatCode(() -> expected.compare("pid 12, child of 7: [{x=1}]\nagain 12\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseEverythingElse() {
        for (String other : new String[] {
            "pid 12, child of 7: [{x=1}]\nagain 13\n",
            "pid x, child of 7: [{x=1}]\nagain x\n",
            "pid 12, child of 7: [{x=1}]\nagain 12\n ",
            "pid {a}, child of {b}: [{x=2}]\nagain {a}\n"
        }) {
            assertThatThrownBy(() -> expected.compare(other)).isInstanceOf(AssertionError.class);
        }
    }
}
