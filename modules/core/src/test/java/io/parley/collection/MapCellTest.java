package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ReusingCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of values in entries; each in a map with an order and in one without. */
@Timeout(60)
class MapCellTest extends CellFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldAValueOrNone(boolean ordered) {
        MapCell<String> cell = cell(Codecs.utf8(), ordered);

        assertThat(cell.get()).isNull();
        assertThat(cell.isPresent()).isFalse();
        cell.set("a");
        assertThat(cell.get()).isEqualTo("a");
        assertThat(cell.getAndSet("bb")).isEqualTo("a");
        assertThat(cell.isPresent()).isTrue();
        assertThat(cell.remove()).isEqualTo("bb");
        assertThat(cell.remove()).isNull();
        assertThat(cell.getAndSet("c")).isNull();
        cell.set(null);
        assertThat(cell.isPresent()).isFalse();
        cell.set(null);
        assertThat(cell.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCompareAndSet(boolean ordered) {
        MapCell<String> cell = cell(Codecs.utf8(), ordered);

        assertThat(cell.compareAndSet("a", "b")).isFalse();
        assertThat(cell.compareAndSet(null, "a")).isTrue();
        assertThat(cell.compareAndSet(null, "b")).isFalse();
        assertThat(cell.compareAndSet("b", null)).isFalse();
        assertThat(cell.get()).isEqualTo("a");
        assertThat(cell.compareAndSet("a", "b")).isTrue();
        assertThat(cell.get()).isEqualTo("b");
        assertThat(cell.compareAndSet("b", null)).isTrue();
        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.compareAndSet(null, null)).isTrue();
        assertThat(cell.isPresent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldUpdateByFunctions(boolean ordered) {
        MapCell<String> cell = cell(Codecs.utf8(), ordered);

        assertThat(cell.updateAndGet(old -> old + "!")).isEqualTo("null!");
        assertThat(cell.getAndUpdate(old -> "b")).isEqualTo("null!");
        assertThat(cell.accumulateAndGet("c", String::concat)).isEqualTo("bc");
        assertThat(cell.getAndAccumulate("d", String::concat)).isEqualTo("bc");
        assertThat(cell.get()).isEqualTo("bcd");
        assertThat(cell.updateAndGet(old -> null)).isNull();
        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.updateAndGet(old -> null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepTheValueWhenSomethingThrows(boolean ordered) {
        MapCell<String> cell = cell(Codecs.utf8(), ordered);
        cell.set("a");

        assertThatThrownBy(() -> cell.updateAndGet(old -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> cell.updateAndGet(null)).isInstanceOf(NullPointerException.class);

        assertThat(cell.get()).isEqualTo("a");
        cell.set("b");
        assertThat(cell.get()).isEqualTo("b");
    }

    @Test
    void shouldTakeArraysWithTheSameElementsForEqual() throws InterruptedException {
        MapCell<byte[]> cell = cell(Codecs.bytes(), false);
        cell.set(new byte[] {1, 2});

        assertThat(cell.awaitChange(new byte[] {1, 2}, Duration.ofMillis(2))).isFalse();
        assertThat(cell.compareAndSet(new byte[] {1, 3}, new byte[0])).isFalse();
        assertThat(cell.compareAndSet(new byte[] {1, 2}, new byte[0])).isTrue();
        assertThat(cell.get()).isEmpty();
    }

    /** Texts in one of two forms, by chance of the case. */
    private static final class CaseCodec implements Codec<String> {
        @Override
        public void encode(String message, MessageWriter out) {
            out.writeUtf8(message);
        }

        @Override
        public String decode(MessageReader in) {
            String text = in.readUtf8();
            if (text.isEmpty()) {
                throw new IllegalStateException("nothing there");
            }
            return text.toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public String id() {
            return "case";
        }
    }

    @Test
    void shouldTakeOtherBytesOfAnEqualValueForEqual() {
        MapCell<String> cell = cell(new CaseCodec(), true);
        cell.set("ABC");

        assertThat(cell.compareAndSet("abd", "x")).isFalse();
        assertThat(cell.compareAndSet("abc", "x")).isTrue();
    }

    @Test
    void shouldSayWhichValueCannotBeDecoded() {
        MapCell<String> cell = cell(new CaseCodec(), false);
        cell.set("");

        assertThatThrownBy(cell::get)
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("map-false.map")
                .hasMessageContaining("codec=case");
        cell.set("ok");
        assertThat(cell.get()).isEqualTo("ok");
    }

    record Trade(long id, List<String> legs) {}

    @Test
    void shouldLoseNoChangeOfManyThreads() throws Exception {
        MapCell<Trade> cell = cell(Codecs.record(Trade.class), true);
        cell.set(new Trade(0, List.of()));

        inThreads(3, () -> {
            for (int i = 0; i < 1_000; i++) {
                cell.updateAndGet(old -> new Trade(old.id() + 1, old.legs()));
                Trade seen;
                do {
                    seen = cell.get();
                } while (!cell.compareAndSet(seen, new Trade(seen.id() + 1, List.of("leg " + seen.id()))));
            }
        });

        assertThat(cell.get().id()).isEqualTo(6_000);
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        MapCell<String> cell = cell(Codecs.utf8(), false);
        CompletableFuture<String> change = CompletableFuture.supplyAsync(() -> {
            try {
                return cell.awaitChange(null);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        cell.set("a");

        assertThat(change.get()).isEqualTo("a");
        assertThat(cell.awaitChange("a", Duration.ofMillis(2))).isFalse();
        assertThat(cell.awaitChange(null, Duration.ZERO)).isTrue();
        cell.remove();
        assertThat(cell.awaitChange("a")).isNull();
    }

    interface Quote {
        double bid();

        void bid(double bid);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadIntoAnObject(boolean ordered) {
        ReusingCodec<Quote> codec = Codecs.struct(Quote.class);
        MapCell<Quote> cell = cell(codec, ordered);
        Quote quote = codec.newInstance();
        quote.bid(1.5);
        assertThat(cell.getUsing(quote)).isFalse();
        assertThat(quote.bid()).isEqualTo(1.5);
        cell.set(quote);
        quote.bid(2.5);

        assertThat(cell.getUsing(quote)).isTrue();
        assertThat(quote.bid()).isEqualTo(1.5);
        assertThat(cell.get().bid()).isEqualTo(1.5);
        assertThat(cell.compareAndSet(quote, codec.newInstance())).isTrue();
        assertThat(cell.get().bid()).isZero();
    }

    @Test
    void shouldSayWhatToDoIfTheCodecCannotReadIntoAnObject() {
        MapCell<String> cell = cell(Codecs.utf8(), false);
        cell.set("a");

        assertThatThrownBy(() -> cell.getUsing("b"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("codec=utf8")
                .hasMessageContaining("Codecs.struct");
    }

    @Test
    void shouldShowItsMapItsKeyAndItsValue() {
        MapCell<String> cell = cell(Codecs.utf8(), false);
        cell.set("v");
        assertThat(cell).asString().startsWith("MapCell(map-false[k]=v, ").endsWith("map-false.map)");

        parley.close();

        assertThat(cell).asString().startsWith("MapCell(map-false[k]=unreadable: ");
    }

    @Test
    void shouldShareItsEntryWithTheMap() {
        SharedMap<String, String> map = map(Codecs.utf8(), true);
        MapCell<String> cell = map.cell("b");
        map.put("b", "1");
        map.put("a", "2");

        assertThat(cell.updateAndGet(old -> old + "!")).isEqualTo("1!");

        assertThat(map).hasToString("{b=1!, a=2}");
        map.remove("b");
        assertThat(cell.get()).isNull();
        assertThatThrownBy(() -> map.cell(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldReadIntoAnObjectFromTheMap() {
        ReusingCodec<Quote> codec = Codecs.struct(Quote.class);
        SharedMap<String, Quote> map = map(codec, true);
        Quote quote = codec.newInstance();
        quote.bid(4);
        map.set("k", quote);
        quote.bid(5);

        assertThat(map.getUsing("missing", quote)).isFalse();
        assertThat(quote.bid()).isEqualTo(5);
        assertThat(map.getUsing("k", quote)).isTrue();
        assertThat(quote.bid()).isEqualTo(4);
    }
}
