package io.parley.examples;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.queue.SharedQueue;

/** A codec of one's own: a version, then the fields. Old messages stay readable when a field is added. */
public final class OwnCodec {
    private OwnCodec() {}

    record Quote(String symbol, double bid, double ask, String venue) {}

    /** Version 1 had no venue. */
    static final class QuoteCodec implements Codec<Quote> {
        private final int version;

        QuoteCodec(int version) {
            this.version = version;
        }

        @Override
        public void encode(Quote quote, MessageWriter out) {
            out.writeByte(version);
            out.writeUtf8(quote.symbol());
            out.writeDouble(quote.bid());
            out.writeDouble(quote.ask());
            if (version > 1) {
                out.writeUtf8(quote.venue());
            }
        }

        @Override
        public Quote decode(MessageReader in) {
            byte found = in.readByte();
            if (found < 1 || found > 2) {
                throw new CodecException("quote of an unknown version: found=" + found + ", known=1..2");
            }
            return new Quote(in.readUtf8(), in.readDouble(), in.readDouble(), found > 1 ? in.readUtf8() : "unknown");
        }

        @Override
        public String id() {
            return "quote";
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("own-codec-" + ProcessHandle.current().pid())) {
            SharedQueue<Quote> before = parley.queue("quotes", new QuoteCodec(1));
            before.put(new Quote("ACME", 12.5, 12.75, null));

            SharedQueue<Quote> after = parley.queue("quotes", new QuoteCodec(2));
            after.put(new Quote("ACME", 12.25, 12.5, "XPAR"));
            System.out.println(after.take());
            System.out.println(after.take());

            try {
                parley.queue("quotes", Codecs.utf8());
            } catch (ObjectMismatchException refused) {
                String message = refused.getMessage();
                System.out.println("refused: " + message.substring(message.indexOf("found=")));
            }
            parley.delete();
        }
    }
}
