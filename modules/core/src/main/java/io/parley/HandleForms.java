package io.parley;

import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.serial.Form;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Handles on their way to another process: where the object lies, as in {@link Handles}, with the codecs and types that
 * it takes to open it, so that the reader need not know them before.
 */
final class HandleForms {
    private static final String HANDLE = "handle";
    private static final String PIPE_END = "pipe end";
    private static final String LOCK_INSIDE = "lock inside";
    private static final String CONDITION = "condition";

    /** In a form of a handle: the domain, where the object lies, and from here on what it takes to open it. */
    private static final int FIRST_PART = 2;

    private static final AnyCodec NOTHING_NAMED = Codecs.any();

    private HandleForms() {}

    /** Part of another object, by that object's handle. */
    private record Part(String kind, SharedObject whole, String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Part that
                    && whole == that.whole
                    && kind.equals(that.kind)
                    && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(whole) + kind.hashCode() + name.hashCode();
        }
    }

    static Form write(SharedObject handle, Parley here) {
        Address address = Addresses.of(handle);
        if (address == null) {
            throw new CodecException(
                    handle.getClass().getSimpleName() + " '" + handle.name() + "' cannot be sent. " + remedy(handle));
        }
        Handles.requireUsable(handle, address);
        if (handle instanceof PipeConnection<?> end) {
            return pipeEnd(end, address, here);
        }
        if (handle instanceof SharedCondition) {
            return new Form(CONDITION, address.parts().get(0), address.details().get(0));
        }
        return address.own()
                ? handle(handle, address, here)
                : new Form(LOCK_INSIDE, address.parts().get(0));
    }

    private static String remedy(SharedObject handle) {
        return handle instanceof Pipe
                ? "Send one of its ends, first() or second(): an end is open in one process, and moves there"
                : "Send its name, and open it by that";
    }

    private static Form handle(SharedObject handle, Address address, Parley here) {
        MessageBuffer where = new MessageBuffer();
        Handles.write(handle, address, where);
        List<Object> parts = new ArrayList<>();
        parts.add(TravelForms.place(address.domain(), here));
        parts.add(bytes(where));
        for (Object part : address.parts()) {
            if (part instanceof Codec<?> codec) {
                requireSerializable(handle, codec);
            }
            parts.add(part);
        }
        return new Form(HANDLE, parts.toArray());
    }

    private static void requireSerializable(SharedObject handle, Codec<?> codec) {
        if (!CodecForms.isOwn(codec) && !(codec instanceof Serializable)) {
            throw new CodecException(Handles.words(handle) + " cannot be sent: its codec '" + codec.id() + "' is a "
                    + codec.getClass().getName()
                    + ", which is not Serializable. Declare that class Serializable, or send"
                    + " the name and open the object there");
        }
    }

    private static Form pipeEnd(PipeConnection<?> end, Address address, Parley here) {
        requireSerializable(end, end.codec());
        if (!Handles.isIn(address, Domain.of(here))) {
            throw new CodecException(Handles.words(end) + " cannot be sent: it lies in another domain, "
                    + address.domain().directory() + ". Send its name, and open it there");
        }
        MessageBuffer ticket = new MessageBuffer();
        handOver(end, here, ticket);
        return new Form(PIPE_END, end.codec(), bytes(ticket));
    }

    private static <T> void handOver(PipeConnection<T> end, Parley here, MessageBuffer ticket) {
        PipeConnection.codec(here, end.codec()).encode(end, ticket);
    }

    static SharedObject read(Form form, Parley here) {
        return switch (form.kind()) {
            case HANDLE -> handle(form, here);
            case PIPE_END -> arrived((Codec<?>) form.part(0, Codec.class), buffer(form.part(1, byte[].class)), here);
            case LOCK_INSIDE -> {
                SharedObject whole = form.part(0, SharedObject.class);
                yield part(here, new Part(LOCK_INSIDE, whole, ""), () -> SharedLock.inside(whole));
            }
            case CONDITION -> {
                SharedObject lock = form.part(0, SharedObject.class);
                String name = form.part(1, String.class);
                yield part(here, new Part(CONDITION, lock, name), () -> condition(lock, name));
            }
            default ->
                throw new CodecException("something arrived that is not known here: " + form.kind()
                        + ". It was sent by a newer Parley, or is damaged");
        };
    }

    private static <T> PipeConnection<T> arrived(Codec<T> codec, MessageBuffer ticket, Parley here) {
        return PipeConnection.codec(here, codec).decode(ticket);
    }

    private static SharedObject handle(Form form, Parley here) {
        List<Object> parts = new ArrayList<>();
        for (int i = FIRST_PART; i < form.size(); i++) {
            parts.add(form.part(i, Object.class));
        }
        Parley domain = TravelForms.at(form.part(0, Object[].class), here);
        AnyCodec known = Domain.of(domain).kept(HANDLE, () -> NOTHING_NAMED.in(domain));
        return Handles.read(buffer(form.part(1, byte[].class)), known, parts);
    }

    private static SharedObject part(Parley here, Part part, Supplier<SharedObject> opening) {
        return (SharedObject) Domain.of(here).referred(part, opening);
    }

    private static SharedCondition condition(SharedObject lock, String name) {
        return lock instanceof BinaryLock binary ? binary.condition(name) : ((SharedLock) lock).condition(name);
    }

    private static byte[] bytes(MessageBuffer buffer) {
        byte[] bytes = new byte[buffer.length()];
        buffer.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    private static MessageBuffer buffer(byte[] bytes) {
        MessageBuffer buffer = new MessageBuffer(bytes.length);
        buffer.writeBytes(bytes, 0, bytes.length);
        return buffer;
    }
}
