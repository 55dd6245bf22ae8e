package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The types for the other widths are what {@link PrimitiveFamily} makes of those for {@code long}. To change all of
 * them, change the one and run this test with {@code -Dparley.family.write=true}, which writes the others anew; then
 * format the code.
 */
@Timeout(60)
class PrimitiveFamilyTest {
    private static final boolean WRITE = Boolean.getBoolean("parley.family.write");

    @ParameterizedTest
    @EnumSource(PrimitiveFamily.class)
    void shouldHaveValuesThatDifferInTheirTypeOnly(PrimitiveFamily family) throws IOException {
        check(family, "src/main/java/io/parley/value", "SharedLong.java");
    }

    @ParameterizedTest
    @EnumSource(PrimitiveFamily.class)
    void shouldHaveArraysThatDifferInTheirTypeOnly(PrimitiveFamily family) throws IOException {
        check(family, "src/main/java/io/parley/value", "SharedLongArray.java");
    }

    @ParameterizedTest
    @CsvSource({"INT, long x;, int x;", "DOUBLE, AtomicLong, AtomicLong", "SHORT, LongStream s, IntStream s"})
    void shouldReplaceWhatARuleSays(PrimitiveFamily family, String source, String derived) {
        assertThat(family.derive(source)).isEqualTo(derived);
    }

    private static void check(PrimitiveFamily family, String folder, String model) throws IOException {
        Path sister = Path.of(folder, model.replace("Long", family.prefix()));
        String derived = family.derive(Files.readString(Path.of(folder, model)));
        if (WRITE) {
            Files.writeString(sister, derived);
        }
        assertThat(PrimitiveFamily.normal(Files.readString(sister)))
                .as("%s, derived from %s", sister, model)
                .isEqualTo(PrimitiveFamily.normal(derived));
    }
}
