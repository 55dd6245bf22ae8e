package io.parley;

import io.parley.internal.memory.Memory;
import io.parley.internal.struct.StructType;
import io.parley.internal.struct.StructViews;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An interface of fields as the bytes it has in a struct; see {@link Codecs#struct}. */
final class StructValueCodec<S> implements ReusingCodec<S> {
    private final StructType<S> type;
    private final StructViews<S> views;
    private final String id;
    /** For what is no view of ours and has to be written field by field. */
    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);

    private final class Copy {
        final Memory memory = Memory.allocate(type.bytes(), id);
        boolean used;
    }

    StructValueCodec(Class<S> type) {
        Objects.requireNonNull(type, "type");
        if (!type.isInterface()) {
            throw new IllegalArgumentException("Not an interface: " + type.getName()
                    + ". Declare one with getters and setters, or use Codecs.record for a record.");
        }
        this.type = StructType.of(type);
        this.views = this.type.views();
        this.id = CodecIds.of("struct", type, this.type.schema());
    }

    @Override
    public S newInstance() {
        return views.create(Memory.allocate(type.bytes(), id));
    }

    @Override
    public void encode(S message, MessageWriter out) {
        Objects.requireNonNull(message, "message");
        if (views.isView(message)) {
            write(views.memory(message), out);
        } else {
            encodeFields(message, out);
        }
    }

    private void encodeFields(S message, MessageWriter out) {
        // A getter of the message may encode another one.
        Copy kept = copies.get();
        Copy copy = kept.used ? new Copy() : kept;
        copy.used = true;
        try {
            type.write(copy.memory, message);
            write(copy.memory, out);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new CodecException("Cannot encode " + type.type().getSimpleName() + ": " + e.getMessage(), e);
        } finally {
            copy.used = false;
        }
    }

    /* The buffer is private to a thread; its position is of no meaning to anybody else, but comparing needs it at 0. */
    private static void write(Memory memory, MessageWriter out) {
        ByteBuffer bytes = memory.words();
        out.writeBytes(bytes);
        bytes.clear();
    }

    @Override
    public void decodeInto(MessageReader in, S using) {
        if (!views.isView(using)) {
            throw new IllegalArgumentException("Cannot read into an object of "
                    + (using == null ? null : using.getClass().getName()) + ": codec=" + id
                    + ". Make one by newInstance()");
        }
        if (in.remaining() != type.bytes()) {
            throw new CodecException("Struct expected, message of another length found: codec=" + id + " bytes="
                    + in.remaining() + " expected=" + type.bytes()
                    + ". It was written by another codec or another version of it, or is damaged.");
        }
        ByteBuffer bytes = views.memory(using).words();
        in.readBytes(bytes);
        bytes.clear();
    }

    Class<S> type() {
        return type.type();
    }

    /** Whether the other one reads and writes the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StructValueCodec<?> that && type() == that.type();
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
