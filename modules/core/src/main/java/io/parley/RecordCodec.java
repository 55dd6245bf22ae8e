package io.parley;

import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * A record as the sequence of its components; see {@link Codecs#record} for the bytes.
 *
 * <p>All work on the class is done once, in the constructor; encoding and decoding are one handle each. The handles are
 * not constants to the compiler, but a handle that is invoked often is compiled for itself, with its whole tree
 * inlined.
 */
final class RecordCodec<R extends Record> implements Codec<R> {
    private final Class<R> type;
    private final String id;
    /** {@code (Object, MessageWriter)void}. */
    private final MethodHandle encoder;
    /** {@code (MessageReader)Object}. */
    private final MethodHandle decoder;

    RecordCodec(Class<R> type) {
        this.type = Objects.requireNonNull(type, "type");
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "Not a record class: " + type.getName() + ". Name the record that the messages are.");
        }
        ValueType shape = new ComponentTypes().ofRecord(type);
        ValueType erased = shape.as(Object.class);
        id = CodecIds.of("record", type, shape.name());
        encoder = erased.writer();
        decoder = erased.reader();
    }

    @Override
    public void encode(R message, MessageWriter out) {
        Objects.requireNonNull(message, "message");
        try {
            encoder.invokeExact((Object) message, out);
        } catch (CodecException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CodecException("Cannot encode " + type.getSimpleName() + ": " + e, e);
        }
    }

    @Override
    public R decode(MessageReader in) {
        Object message;
        try {
            message = (Object) decoder.invokeExact(in);
        } catch (CodecException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CodecException(
                    "Cannot decode " + type.getSimpleName() + ": its constructor refused the values: " + e
                            + ". The message was written by another codec or another version of it.",
                    e);
        }
        DamagedMessages.requireEnd(in, id);
        return type.cast(message);
    }

    Class<R> type() {
        return type;
    }

    /** Whether the other one reads and writes the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordCodec<?> that && type() == that.type();
    }

    @Override
    public int hashCode() {
        return type().hashCode();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
