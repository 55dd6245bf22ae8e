package io.parley.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.ChildInfo;
import io.parley.observe.ObjectSnapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WithheldTest {
    /** Who adds a kind of object decides here whether a snapshot of it has values in it. */
    @Test
    void shouldKnowEveryKindOfSnapshot() {
        Set<Class<?>> known = new HashSet<>(Withheld.WITHOUT_VALUES);
        known.addAll(List.of(
                ObjectSnapshot.Value.class,
                ObjectSnapshot.Array.class,
                ObjectSnapshot.Text.class,
                ObjectSnapshot.Struct.class));

        assertThat(known).containsExactlyInAnyOrder(ObjectSnapshot.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "java.lang.IllegalStateException: secret, java.lang.IllegalStateException",
        "a.B$CError, a.B$CError",
        "secret, withheld",
        "secret: Exception, withheld",
    })
    void shouldKeepOfAFailureItsClass(String reason, String kept) {
        ChildInfo child = new ChildInfo(
                1,
                "importer",
                2,
                3,
                new ChildInfo.Parent(0, 0, 1, "main", true),
                false,
                false,
                ChildInfo.State.ENDED,
                Instant.EPOCH,
                Instant.EPOCH,
                "exit code 1",
                reason);

        assertThat(Withheld.from(child).reason()).isEqualTo(kept);
        assertThat(Withheld.from(child).exit()).isEqualTo("exit code 1");
    }
}
