package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.queue.DeadLetterBox;
import io.parley.internal.queue.DeadLetterRecord;

/**
 * Dead letters as {@link DeadLetterBox} writes them; leaves the message in them as bytes, which may be why they are
 * dead.
 */
final class DeadLetterCodec<E> implements Codec<DeadLetter<E>> {
    private final Codec<E> messages;

    DeadLetterCodec(Codec<E> messages) {
        this.messages = messages;
    }

    @Override
    public void encode(DeadLetter<E> letter, MessageWriter out) {
        letter.about().write(out);
        byte[] bytes = letter.bytes();
        out.writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public DeadLetter<E> decode(MessageReader in) {
        DeadLetterRecord about = DeadLetterRecord.read(in);
        if (about.reason() < DeadLetterRecord.DELIVERIES || about.reason() > DeadLetterRecord.UNDECODABLE) {
            throw new CodecException("not a dead letter: reason=" + about.reason());
        }
        byte[] bytes = new byte[in.remaining()];
        in.readBytes(bytes, 0, bytes.length);
        return new DeadLetter<>(about, bytes, messages);
    }

    @Override
    public String id() {
        return DeadLetterBox.codecFor(messages.id());
    }
}
