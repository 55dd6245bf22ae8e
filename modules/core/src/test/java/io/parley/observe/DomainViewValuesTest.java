package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.value.SharedLong;
import io.parley.value.SharedStructArray;
import io.parley.value.SharedText;
import io.parley.value.ValueOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers, texts and structs, seen from outside by who has none of their types. */
@Timeout(60)
class DomainViewValuesTest extends ViewFixture {
    enum Side {
        BUY,
        SELL
    }

    record Quote(
            long id,
            double price,
            Side side,
            boolean firm,
            @io.parley.value.MaxBytes(10) String symbol) {}

    @Test
    void shouldSeeNumbersOfEachType() {
        parley.longValue("count", 7);
        parley.value("unsigned", "I", 4_000_000_000L);
        parley.doubleValue("rate", 0.5);
        parley.floatValue("ratio", 1.25f);
        parley.booleanValue("on", true);
        parley.shortValue("small", (short) -3);
        parley.byteValue("tiny", (byte) -1);
        parley.value("letter", "u", "é");

        assertThat(look("count", ObjectSnapshot.Value.class).value()).isEqualTo(7L);
        assertThat(look("count", ObjectSnapshot.Value.class).type()).isEqualTo("long long");
        assertThat(look("unsigned", ObjectSnapshot.Value.class).value()).isEqualTo(4_000_000_000L);
        assertThat(look("rate", ObjectSnapshot.Value.class).value()).isEqualTo(0.5);
        assertThat(look("ratio", ObjectSnapshot.Value.class).value()).isEqualTo(1.25f);
        assertThat(look("on", ObjectSnapshot.Value.class).value()).isEqualTo(true);
        assertThat(look("small", ObjectSnapshot.Value.class).value()).isEqualTo((short) -3);
        assertThat(look("tiny", ObjectSnapshot.Value.class).value()).isEqualTo((byte) -1);
        assertThat(look("letter", ObjectSnapshot.Value.class).value()).isEqualTo("é");
        assertThat(look("count", ObjectSnapshot.Value.class).summary()).isEqualTo("7");
    }

    @Test
    void shouldSeeTheLockOfANumberOrThatItHasNone() {
        SharedLong own = parley.longValue("own", 1);
        SharedLong.open(parley, "none", 1, ValueOptions.defaults().withoutLock());
        SharedLong.open(parley, "shared", 1, ValueOptions.defaults().lockedBy("book"));
        own.lock().lock();

        ObjectSnapshot.Value locked = look("own", ObjectSnapshot.Value.class);
        assertThat(locked.lock())
                .hasValueSatisfying(lock -> assertThat(lock.holder()).isPresent());
        assertThat(locked.summary())
                .isEqualTo("1, locked by pid " + ProcessHandle.current().pid() + " (tester)");
        assertThat(locked.counters()).containsEntry("acquisitions", 1L);
        assertThat(look("none", ObjectSnapshot.Value.class).lock()).isEmpty();
        assertThat(look("none", ObjectSnapshot.Value.class).lockName()).isEmpty();
        assertThat(look("shared", ObjectSnapshot.Value.class).lock()).isEmpty();
        assertThat(look("shared", ObjectSnapshot.Value.class).lockName()).isEqualTo("book");
    }

    @Test
    void shouldSeeTheFirstElementsOfAnArray() {
        parley.intArrayOf("few", 1, 2, 3);
        parley.longArray("many", 100_000).set(31, 5);
        parley.byteArray("empty", 0);

        assertThat(look("few", ObjectSnapshot.Array.class).first()).isEqualTo(List.of(1, 2, 3));
        ObjectSnapshot.Array many = look("many", ObjectSnapshot.Array.class);
        assertThat(many.length()).isEqualTo(100_000);
        assertThat(many.first()).hasSize(32).last().isEqualTo(5L);
        assertThat(many.summary()).isEqualTo("100000 elements");
        assertThat(look("empty", ObjectSnapshot.Array.class).first()).isEmpty();
    }

    @Test
    void shouldSeeTextsAndBytes() {
        SharedText text = parley.text("greeting", 100, "hé");
        text.set("hello");
        parley.bytes("raw", new byte[] {1, (byte) 0xFF});

        ObjectSnapshot.Text ofText = look("greeting", ObjectSnapshot.Text.class);
        assertThat(ofText.value()).isEqualTo("hello");
        assertThat(ofText.bytes()).isEqualTo(5);
        assertThat(ofText.capacity()).isEqualTo(100);
        assertThat(ofText.version()).isEqualTo(1);
        assertThat(look("raw", ObjectSnapshot.Text.class).value()).isEqualTo("01ff");
    }

    @Test
    void shouldSeeTheFieldsOfStructsByTheirSchema() {
        Quote quote = new Quote(7, 99.5, Side.SELL, true, "ACME");
        parley.struct("last", Quote.class, quote);
        SharedStructArray<Quote> book = parley.structArray("book", Quote.class, 20);
        book.write(1, quote);

        ObjectSnapshot.Struct one = look("last", ObjectSnapshot.Struct.class);
        assertThat(one.fields())
                .isEqualTo(Map.of(
                        "id", "long",
                        "price", "double",
                        "side", "enum(BUY,SELL)",
                        "firm", "boolean",
                        "symbol", "text(10)"));
        assertThat(one.first())
                .isEqualTo(List.of(Map.of("id", 7L, "price", 99.5, "side", "SELL", "firm", true, "symbol", "ACME")));
        ObjectSnapshot.Struct many = look("book", ObjectSnapshot.Struct.class);
        assertThat(many.length()).isEqualTo(20);
        assertThat(many.first()).hasSize(8);
        assertThat(many.first().get(0)).containsEntry("id", 0L);
        assertThat(many.first().get(1)).isEqualTo(one.first().get(0));
    }
}
