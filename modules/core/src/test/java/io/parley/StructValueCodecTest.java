package io.parley;

import static io.parley.Messages.bufferOf;
import static io.parley.Messages.decode;
import static io.parley.Messages.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.memory.MessageBuffer;
import io.parley.value.MaxBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StructValueCodecTest {
    enum Side {
        NONE,
        BUY
    }

    interface Quote {
        double bid();

        void bid(double bid);

        @MaxBytes(8)
        String venue();

        void venue(String venue);

        Side side();

        void side(Side side);
    }

    record Fixed(double bid, String venue, Side side) implements Quote {
        @Override
        public void bid(double newBid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void venue(String newVenue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void side(Side newSide) {
            throw new UnsupportedOperationException();
        }
    }

    private final ReusingCodec<Quote> codec = Codecs.struct(Quote.class);

    private static void require(Quote quote, double bid, String venue, Side side) {
        assertThat(quote.bid()).isEqualTo(bid);
        assertThat(quote.venue()).isEqualTo(venue);
        assertThat(quote.side()).isEqualTo(side);
    }

    @Test
    void shouldMakeZeros() {
        require(codec.newInstance(), 0, "", Side.NONE);
    }

    @Test
    void shouldSendWhatImplementsTheInterface() {
        require(decode(codec, encode(codec, new Fixed(1.5, "XETR", Side.BUY))), 1.5, "XETR", Side.BUY);
    }

    @Test
    void shouldSendItsOwnInstancesAsTheSameBytes() {
        Quote own = codec.newInstance();
        own.bid(1.5);
        own.venue("XETR");
        own.side(Side.BUY);

        byte[] bytes = encode(codec, own);

        assertThat(bytes).isEqualTo(encode(codec, new Fixed(1.5, "XETR", Side.BUY)));
        assertThat(encode(codec, own)).isEqualTo(bytes);
    }

    @Test
    void shouldReadOneAfterTheOtherIntoTheSameInstance() {
        Quote using = codec.newInstance();

        codec.decodeInto(bufferOf(encode(codec, new Fixed(1, "long one", Side.BUY))), using);
        require(using, 1, "long one", Side.BUY);
        codec.decodeInto(bufferOf(encode(codec, new Fixed(2, "b", Side.NONE))), using);
        require(using, 2, "b", Side.NONE);
    }

    @Test
    void shouldLeaveWhatWasDecodedAlone() {
        byte[] bytes = encode(codec, new Fixed(1, "a", Side.BUY));

        Quote first = decode(codec, bytes);
        Quote second = decode(codec, bytes);
        second.bid(2);

        require(first, 1, "a", Side.BUY);
    }

    @Test
    void shouldKnowInstancesOfAnotherCodecOfTheSameInterface() {
        Quote using = Codecs.struct(Quote.class).newInstance();

        codec.decodeInto(bufferOf(encode(codec, new Fixed(3, "c", Side.BUY))), using);

        require(using, 3, "c", Side.BUY);
    }

    @Test
    void shouldRefuseToReadIntoOtherObjects() {
        byte[] bytes = encode(codec, new Fixed(1, "a", Side.BUY));

        assertThatThrownBy(() -> codec.decodeInto(bufferOf(bytes), new Fixed(0, "", Side.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Fixed")
                .hasMessageContaining("newInstance()");
        assertThatThrownBy(() -> codec.decodeInto(bufferOf(bytes), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseMessagesOfAnotherLengthAndKeepTheInstance() {
        Quote using = decode(codec, encode(codec, new Fixed(1, "a", Side.BUY)));

        assertThatThrownBy(() -> codec.decodeInto(bufferOf(new byte[3]), using))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("bytes=3 expected=");
        require(using, 1, "a", Side.BUY);
    }

    @Test
    void shouldRefuseWhatHasNoRoom() {
        assertThatThrownBy(() -> encode(codec, new Fixed(1, "much too long", Side.BUY)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Quote")
                .hasMessageContaining("venue");
        assertThatThrownBy(() -> encode(codec, new Fixed(1, "a", null))).isInstanceOf(CodecException.class);
    }

    record NoInterface(int a) {}

    @Test
    void shouldSayWhatToUseForOtherTypes() {
        assertThatThrownBy(() -> Codecs.struct(NoInterface.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Codecs.record");
        assertThatThrownBy(() -> Codecs.struct(Runnable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Runnable");
    }

    interface Price {
        double bid();
    }

    @Test
    void shouldHaveAnIdWithTheFieldsInIt() {
        assertThat(codec.id())
                .startsWith("struct:io.parley.StructValueCodecTest$Quote:")
                .isEqualTo(Codecs.struct(Quote.class).id());
        assertThat(Codecs.struct(Price.class).id()).startsWith("struct:io.parley.StructValueCodecTest$Price:");
        assertThat(codec.id().split(":")[2])
                .isNotEqualTo(Codecs.struct(Price.class).id().split(":")[2]);
    }

    /** Encodes another message by the same codec while it is being encoded. */
    private final class Entangled implements Quote {
        @Override
        public double bid() {
            return encode(codec, new Fixed(9, "inner", Side.BUY)).length;
        }

        @Override
        public void bid(double bid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String venue() {
            return "outer";
        }

        @Override
        public void venue(String venue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Side side() {
            return Side.NONE;
        }

        @Override
        public void side(Side side) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void shouldEncodeWithinEncoding() {
        byte[] bytes = encode(codec, new Entangled());

        require(decode(codec, bytes), bytes.length, "outer", Side.NONE);
    }

    @Test
    void shouldReadAndWriteWithoutAllocation() {
        Quote quote = codec.newInstance();
        MessageBuffer buffer = new MessageBuffer();
        Runnable round = () -> {
            buffer.reset();
            quote.bid(quote.bid() + 1);
            codec.encode(quote, buffer);
            codec.decodeInto(buffer, quote);
        };
        for (int i = 0; i < 100_000; i++) {
            round.run();
        }

        long bytes = Messages.bytesAllocatedBy(() -> {
            for (int i = 0; i < 100_000; i++) {
                round.run();
            }
        });

        assertThat(bytes).isLessThan(50_000);
        assertThat(quote.bid()).isEqualTo(200_000);
    }
}
