package io.parley;

import static io.parley.Messages.roundTrip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordRefusalTest {
    @TempDir
    Path directory;

    private static <R extends Record> void assertRefused(Class<R> type, String... parts) {
        assertThatThrownBy(() -> Codecs.record(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Record " + type.getName() + " cannot be a message: ")
                .hasMessageContainingAll(parts);
    }

    @Test
    void shouldSayWhatToDeclareInstead() {
        record WithMap(int ok, Map<String, Integer> tags) {}
        record WithSet(Set<String> tags) {}
        record WithArrayList(ArrayList<String> tags) {}
        record WithLongs(long[] values) {}
        record WithObject(Object thing) {}
        record WithRawList(@SuppressWarnings("rawtypes") List tags) {}
        record WithWildcard(List<? extends Number> numbers) {}
        record WithDate(LocalDateTime when) {}
        record WithBigInteger(Optional<BigInteger> number) {}
        record WithOptionalInt(OptionalInt number) {}
        record WithBuilder(StringBuilder text) {}

        assertRefused(
                WithMap.class,
                "component 'tags' has type java.util.Map<java.lang.String, java.lang.Integer>",
                "Use a List of a record with a key and a value instead.");
        assertRefused(WithSet.class, "component 'tags'", "Use List instead.");
        assertRefused(WithArrayList.class, "component 'tags'", "Use List instead.");
        assertRefused(WithLongs.class, "component 'values' has type long[]", "Use byte[] or a List instead.");
        assertRefused(WithObject.class, "component 'thing'", "Use a record or an enum instead.");
        assertRefused(WithRawList.class, "component 'tags'", "Use List<String>");
        assertRefused(WithWildcard.class, "component 'numbers' has type ?", "Use a concrete type instead.");
        assertRefused(WithDate.class, "component 'when'", "Use Instant or LocalDate instead.");
        assertRefused(WithBigInteger.class, "component 'number'", "Use a primitive or BigDecimal instead.");
        assertRefused(WithOptionalInt.class, "component 'number'", "Use a wrapper such as Long");
        assertRefused(WithBuilder.class, "component 'text'", "Use String instead.");
    }

    private record Node(int value, Node next) {}

    private record Tree(List<Branch> branches) {}

    private record Branch(Optional<Tree> tree) {}

    private record Pair<A, B>(A left, B right) {}

    @Test
    void shouldRefuseRecordsWithoutEnd() {
        assertRefused(Node.class, "component 'next'", "A record cannot contain itself");
        assertThatThrownBy(() -> Codecs.record(Tree.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Record " + Branch.class.getName())
                .hasMessageContaining("component 'tree'");
    }

    @Test
    void shouldAllowTheSameRecordTwiceSideBySide() {
        record Leg(int quantity) {}
        record Spread(Leg near, Leg far) {}
        Spread spread = new Spread(new Leg(1), new Leg(2));

        assertThat(roundTrip(Codecs.record(Spread.class), spread)).isEqualTo(spread);
    }

    @Test
    void shouldRefuseTypeParameters() {
        record Holder(Pair<String, String> pair) {}

        assertRefused(Pair.class, "type parameters");
        assertRefused(Holder.class, "component 'pair'", "Use a record without type parameters instead.");
    }

    @Test
    void shouldRefuseWhatIsNoRecord() {
        assertThatThrownBy(() -> Codecs.record(Record.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a record class: java.lang.Record");
        assertThatThrownBy(() -> Codecs.record(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Messages.encode(Codecs.record(Node2.class), null))
                .isInstanceOf(NullPointerException.class);
    }

    private record Node2(int value) {}

    private Class<? extends Record> recordInModule(String directives, String modifier) {
        return SourceModule.module(
                        directory,
                        "shop",
                        "shop.model.Order",
                        Map.of(
                                "module-info.java", "module shop { " + directives + " }",
                                "shop/model/Order.java",
                                        "package shop.model; " + modifier + " record Order(long id, String symbol) {}"))
                .asSubclass(Record.class);
    }

    @Test
    void shouldSayHowAModuleLetsParleyIn() {
        Class<? extends Record> hidden = recordInModule("", "public");
        Class<? extends Record> halfHidden = recordInModule("exports shop.model;", "");

        assertRefused(hidden, "module shop does not let Parley into package shop.model", "\"opens shop.model;\"");
        assertRefused(halfHidden, "module shop does not let Parley into package shop.model");
    }

    @Test
    void shouldReachRecordsOfModulesThatLetItIn() throws ReflectiveOperationException {
        assertRoundTrip(recordInModule("exports shop.model;", "public"));
        assertRoundTrip(recordInModule("opens shop.model;", ""));
    }

    private static <R extends Record> void assertRoundTrip(Class<R> type) throws ReflectiveOperationException {
        byte[] bytes = {7, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 'x'};
        Codec<R> codec = Codecs.record(type);

        R order = Messages.decode(codec, bytes);

        assertThat(order).hasToString("Order[id=7, symbol=x]");
        assertThat(Messages.encode(codec, order)).isEqualTo(bytes);
    }
}
