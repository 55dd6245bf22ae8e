package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers and suffixes are in files on users' disks: this test is the place that remembers them. */
@Timeout(20)
class ObjectKindTest {
    @Test
    void shouldKeepNumbersAndSuffixesForEver() {
        assertThat(Arrays.stream(ObjectKind.values()).map(kind -> kind.id() + " " + kind.suffix()))
                .startsWith("1 parley", "2 long", "3 int", "4 longs", "5 ints", "6 lock", "7 queue", "8 hist")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveEachNumberAndSuffixOnce() {
        assertThat(Arrays.stream(ObjectKind.values()).map(ObjectKind::id)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ObjectKind.values()).map(ObjectKind::suffix)).doesNotHaveDuplicates();
    }

    @Test
    void shouldDescribeNumbersInWords() {
        assertThat(ObjectKind.describe(4)).isEqualTo("long array");
        assertThat(ObjectKind.describe(6)).isEqualTo("lock");
        assertThat(ObjectKind.describe(99)).isEqualTo("unknown kind 99");
    }
}
