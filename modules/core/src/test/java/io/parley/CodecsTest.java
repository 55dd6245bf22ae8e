package io.parley;

import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static io.parley.Messages.roundTrip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class CodecsTest {
    @Test
    void shouldSendBytesAsTheyAreAndHandOutACopy() {
        byte[] message = {0, -1, 127};

        byte[] bytes = encode(Codecs.bytes(), message);
        byte[] received = decode(Codecs.bytes(), bytes);

        assertThat(bytes).containsExactly(0, -1, 127);
        assertThat(received).containsExactly(0, -1, 127).isNotSameAs(bytes);
        assertThat(roundTrip(Codecs.bytes(), new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "naïve", "价格 €", "😀👩‍👩‍👧", "\0", "߿ࠀ￿"})
    void shouldSendText(String text) {
        assertThat(roundTrip(Codecs.utf8(), text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d"})
    void shouldReplaceUnpairedSurrogates(String surrogates) {
        String received = roundTrip(Codecs.utf8(), "a" + surrogates + "b");

        assertThat(received).isEqualTo("a" + "?".repeat(surrogates.length()) + "b");
    }

    @Test
    void shouldSendTextWithItsLengthInFront() {
        assertThat(encode(Codecs.utf8(), "é!")).containsExactly(3, 0, 0, 0, 0xC3, 0xA9, '!');
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldSendNumbers(long number) {
        assertThat(roundTrip(Codecs.int64(), number)).isEqualTo(number);
        assertThat(encode(Codecs.int64(), number)).hasSize(8);
    }

    @Test
    void shouldSendNumbersOfOtherTypes() {
        assertThat(roundTrip(Codecs.int32(), Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
        assertThat(encode(Codecs.int32(), 0x01020304)).containsExactly(4, 3, 2, 1);
        assertThat(roundTrip(Codecs.float64(), -0.0)).isEqualTo(-0.0);
        assertThat(roundTrip(Codecs.float64(), Double.NaN)).isNaN();
        assertThat(encode(Codecs.float64(), 1.0)).containsExactly(0, 0, 0, 0, 0, 0, 0xF0, 0x3F);
        assertThat(roundTrip(Codecs.bool(), true)).isTrue();
        assertThat(encode(Codecs.bool(), false)).containsExactly(0);
    }

    @Test
    void shouldSendArraysAsTheirElements() {
        assertThat(roundTrip(Codecs.int64Array(), new long[] {Long.MIN_VALUE, 7}))
                .containsExactly(Long.MIN_VALUE, 7);
        assertThat(roundTrip(Codecs.int32Array(), new int[] {Integer.MIN_VALUE, 7}))
                .containsExactly(Integer.MIN_VALUE, 7);
        assertThat(roundTrip(Codecs.float64Array(), new double[] {-0.0, 0.5})).containsExactly(-0.0, 0.5);
        assertThat(encode(Codecs.int64Array(), new long[] {1, 2})).hasSize(16).startsWith(1, 0);
        assertThat(encode(Codecs.int32Array(), new int[] {1, 2})).containsExactly(1, 0, 0, 0, 2, 0, 0, 0);
        assertThat(roundTrip(Codecs.int64Array(), new long[0])).isEmpty();
    }

    @Test
    void shouldRefuseHalfAnElement() {
        assertThatThrownBy(() -> decode(Codecs.int64Array(), new byte[9]))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("ends within an element: codec=int64[] bytes=9 width=8");
        assertThatThrownBy(() -> decode(Codecs.int32Array(), new byte[3])).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.float64Array(), new byte[4])).isInstanceOf(CodecException.class);
    }

    @Test
    void shouldRefuseMessagesOfAnotherLength() {
        assertThatThrownBy(() -> decode(Codecs.int32(), new byte[5])).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.float64(), new byte[9])).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.bool(), new byte[] {2})).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.bool(), new byte[2])).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.int64(), new byte[7])).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.int64(), new byte[9]))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("goes on after its end: codec=int64 remaining=1");
        assertThatThrownBy(() -> decode(Codecs.utf8(), new byte[] {2, 0, 0, 0, 'x'}))
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> decode(Codecs.utf8(), new byte[] {1, 0, 0, 0, 'x', 'y'}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("codec=utf8 remaining=1");
    }

    private record Quote(long id, String symbol) {}

    @Test
    void shouldHaveIdsThatNeverChange() {
        assertThat(Codecs.bytes().id()).isEqualTo("bytes");
        assertThat(Codecs.utf8().id()).isEqualTo("utf8");
        assertThat(Codecs.int64().id()).isEqualTo("int64");
        assertThat(Codecs.int32().id()).isEqualTo("int32");
        assertThat(Codecs.float64().id()).isEqualTo("float64");
        assertThat(Codecs.bool().id()).isEqualTo("bool");
        assertThat(Codecs.int64Array().id()).isEqualTo("int64[]");
        assertThat(Codecs.int32Array().id()).isEqualTo("int32[]");
        assertThat(Codecs.float64Array().id()).isEqualTo("float64[]");
        assertThat(Codecs.serializable(String.class).id()).isEqualTo("serializable:java.lang.String");
        assertThat(Codecs.record(Quote.class).id())
                .isEqualTo("record:io.parley.CodecsTest$Quote:0c750b926348cb33")
                .isEqualTo(Codecs.record(Quote.class).id());
    }
}
