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
    void shouldRefuseMessagesOfAnotherLength() {
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
        assertThat(Codecs.serializable(String.class).id()).isEqualTo("serializable:java.lang.String");
        assertThat(Codecs.record(Quote.class).id())
                .isEqualTo("record:io.parley.CodecsTest$Quote:0c750b926348cb33")
                .isEqualTo(Codecs.record(Quote.class).id());
    }
}
