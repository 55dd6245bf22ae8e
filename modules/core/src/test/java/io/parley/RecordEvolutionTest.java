package io.parley;

import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RecordEvolutionTest {
    @TempDir
    Path directory;

    private String idOf(String... members) {
        Class<?> type = SourceModule.classPath(directory, "Order", "public record Order" + String.join(" ", members));
        return idOf(type);
    }

    private static String idOf(Class<?> type) {
        return Codecs.record(type.asSubclass(Record.class)).id();
    }

    @Test
    void shouldKeepTheIdOfTheSameShape() {
        assertThat(idOf("(long id, String symbol) {}"))
                .isEqualTo(idOf("(long id, String symbol) { public long id() { return -id; } }"))
                .matches("record:Order:[0-9a-f]{16}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(long id) {}",
                "(long id, String symbol, int quantity) {}",
                "(String symbol, long id) {}",
                "(long id, String name) {}",
                "(int id, String symbol) {}",
                "(Long id, String symbol) {}",
                "(long id, byte[] symbol) {}",
                "(long id, java.util.List<String> symbol) {}",
            })
    void shouldHaveAnotherIdForAnotherShape(String other) {
        assertThat(idOf(other)).isNotEqualTo(idOf("(long id, String symbol) {}"));
    }

    @Test
    void shouldHaveAnotherIdForAnotherShapeWithin() {
        String nested = "(java.util.List<Leg> legs) { public record Leg(int quantity) {} }";

        assertThat(idOf(nested)).isEqualTo(idOf(nested)).isNotEqualTo(idOf(nested.replace("int", "long")));
    }

    @Test
    void shouldKeepTheIdWhenAnEnumGrows() {
        String before = "(Side side) { public enum Side { BUY, SELL } }";
        String after = "(Side side) { public enum Side { SHORT, SELL, BUY } }";

        assertThat(idOf(before)).isEqualTo(idOf(after));
    }

    @Test
    void shouldKeepIdsShort() {
        String name = "Order" + "é".repeat(110);
        Class<?> type = SourceModule.classPath(directory, name, "public record " + name + "(int a) {}");
        Class<?> other = SourceModule.classPath(directory, name, "public record " + name + "(int b) {}");
        String longName = "A" + "x".repeat(220);
        Class<?> longType = SourceModule.classPath(directory, longName, "public record " + longName + "(int a) {}");

        assertThat(idOf(type)).matches("record:Order\\?{110}:[0-9a-f]{16}").isNotEqualTo(idOf(other));
        assertThat(idOf(longType)).hasSize(200).matches("record:~x+:[0-9a-f]{16}");
        assertThat(Codecs.serializable(Object.class, longType).id()).isEqualTo("serializable:java.lang.Object");
        assertThat(Codecs.serializable(longType.arrayType()).id())
                .hasSize(200)
                .matches("serializable:~x+;:[0-9a-f]{16}");
    }

    private enum Few {
        BUY,
        BUYER,
        SELL
    }

    private enum Many {
        BUY,
        BUYERS,
        BU,
        SELL,
        SELLING,
        AUCTION,
        ZERO,
        Ä
    }

    private enum None {}

    private record WithFew(Few side) {}

    private record WithMany(Many side) {}

    private record WithNone(None side) {}

    @Test
    void shouldReadEnumsByName() {
        for (Many side : List.of(Many.BUY, Many.SELL)) {
            byte[] message = encode(Codecs.record(WithMany.class), new WithMany(side));

            WithFew received = decode(Codecs.record(WithFew.class), message);

            assertThat(received.side()).hasToString(side.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BUYERS", "BU", "SELLING", "AUCTION", "ZERO", "Ä"})
    void shouldNameTheConstantThatIsUnknown(String name) {
        byte[] message = encode(Codecs.record(WithMany.class), new WithMany(Many.valueOf(name)));

        assertThatThrownBy(() -> decode(Codecs.record(WithFew.class), message))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot decode WithFew.side: Enum " + Few.class.getName())
                .hasMessageContaining("has no constant '" + name + "'");
        assertThatThrownBy(() -> decode(Codecs.record(WithNone.class), message))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("has no constant '" + name + "'");
    }

    @Test
    void shouldRefuseAnEmptyEnumName() {
        assertThatThrownBy(() -> decode(Codecs.record(WithFew.class), new byte[] {1, 0, 0, 0, 0}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("has no constant ''");
    }

    @Test
    void shouldCarryAsManyComponentsAsItSays() {
        assertThat(idOf("(" + components(120) + ") {}")).startsWith("record:Order:");
        assertThatThrownBy(() -> idOf("(" + components(121) + ") {}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("121 components take 242 argument slots, of at most 240");
    }

    private static String components(int count) {
        return IntStream.range(0, count).mapToObj(i -> "long c" + i).collect(Collectors.joining(", "));
    }
}
