package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ObjectNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "orders", "Orders-2026_08.v1", "0", "-", "_x", "a.b.c"})
    void shouldReturnWhatCanBeAFileName(String name) {
        assertThat(ObjectName.check(name)).isSameAs(name);
    }

    @Test
    void shouldAllowTheLongestName() {
        String longest = "x".repeat(ObjectName.MAX_LENGTH);

        assertThat(ObjectName.check(longest)).isEqualTo(longest);
    }

    /** The file name of any object, a dot, and what is measured of it. */
    @Test
    void shouldAllowLongerNamesForHistograms() {
        String longest = "x".repeat(ObjectName.MAX_HISTOGRAM_LENGTH);

        assertThat(ObjectName.check(longest, ObjectKind.HISTOGRAM)).isEqualTo(longest);
        assertThatThrownBy(() -> ObjectName.check(longest + "x", ObjectKind.HISTOGRAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name has 161 characters, allowed=1..160");
        assertThatThrownBy(() -> ObjectName.check(longest, ObjectKind.LOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name has 160 characters, allowed=1..120");
    }

    @Test
    void shouldRefuseNamesThatAreEmptyOrTooLong() {
        String tooLong = "x".repeat(ObjectName.MAX_LENGTH + 1);

        assertThatThrownBy(() -> ObjectName.check(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name has 0 characters, allowed=1..120");
        assertThatThrownBy(() -> ObjectName.check(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name has 121 characters, allowed=1..120")
                .hasMessageNotContaining(tooLong);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, /, 1",
        "/etc, /, 0",
        "../x, ., 0",
        ".., ., 0",
        "., ., 0",
        ".hidden, ., 0",
        "a..b, ., 2",
        "dot., ., 3",
        "a b, ' ', 1",
        "naïve, ï, 2",
        "a:b, :, 1",
        "a\\b, \\, 1",
        "a*, *, 1",
        "'tab\t', '\t', 3",
    })
    void shouldNameTheFirstCharacterThatDoesNotFit(String name, char culprit, int position) {
        assertThatThrownBy(() -> ObjectName.check(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has '" + culprit + "' at position " + position)
                .hasMessageContaining("Use ASCII letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\n", "😀", "٣", "Ａ", "a\u007f"})
    void shouldRefuseWhatOnlyLooksLikeAName(String name) {
        assertThatThrownBy(() -> ObjectName.check(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepMessagesShort() {
        String name = "x".repeat(100) + "/";

        assertThatThrownBy(() -> ObjectName.check(name))
                .hasMessageContaining("x".repeat(37) + "...")
                .hasMessageNotContaining("x".repeat(38))
                .hasMessageContaining("position 100");
    }

    @Test
    void shouldRefuseNull() {
        assertThatThrownBy(() -> ObjectName.check(null)).isInstanceOf(NullPointerException.class);
    }
}
