package io.parley.manager.internal.call;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.FailureTypes;
import io.parley.manager.internal.wire.Failures;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How arguments, results and exceptions travel: as self-describing values, in which nothing but the classes that were
 * allowed is made, and in which references stand for what stays where it is.
 *
 * <p><b>Threading:</b> any thread.
 */
final class CallCodec implements FailureTypes {
    private static final int MAX_FAILURE_BYTES = 1 << 20;

    private final Codec<Object> refs;
    private final Parley parley;
    private final Set<Class<?>> allowed = new LinkedHashSet<>();
    private final Set<Class<?>> referenced = new LinkedHashSet<>();
    private volatile Map<String, Class<?>> types = Map.of();
    private volatile AnyCodec values;
    private volatile Codec<Throwable> throwables;

    /**
     * A codec that knows no classes yet.
     *
     * @param refs writes references, and reads them
     * @param parley the domain of handles; null if there is none here
     */
    CallCodec(Codec<Object> refs, Parley parley) {
        this.refs = refs;
        this.parley = parley;
        rebuild();
    }

    /** From now on these may travel as copies. */
    synchronized void allow(Collection<Class<?>> classes) {
        if (allowed.addAll(classes)) {
            rebuild();
        }
    }

    /** From now on objects of exactly this class travel as references. */
    synchronized void reference(Class<?> type) {
        if (!allowed.contains(type) && referenced.add(type)) {
            rebuild();
        }
    }

    private void rebuild() {
        AnyCodec codec = Codecs.any(allowed.toArray(Class<?>[]::new)).with(Object.class, refs);
        for (Class<?> type : referenced) {
            codec = with(codec, type);
        }
        Map<String, Class<?>> byName = new HashMap<>();
        allowed.forEach(type -> byName.put(type.getName(), type));
        Set<Class<?>> inThrowables = new LinkedHashSet<>(allowed);
        inThrowables.add(StackTraceElement.class);
        inThrowables.addAll(List.of(Exception.class, RuntimeException.class));
        throwables = Codecs.serializable(Throwable.class, inThrowables.toArray(Class<?>[]::new));
        types = Map.copyOf(byName);
        values = parley == null ? codec : codec.in(parley);
    }

    @SuppressWarnings("unchecked") // written by identity, read as what it refers to
    private <T> AnyCodec with(AnyCodec codec, Class<T> type) {
        return codec.with(type, (Codec<T>) refs);
    }

    /** Writes values, which may be null. */
    void write(List<Object> list, MessageWriter out) {
        values.encode(list, out);
    }

    /** Reads all that is left as values. */
    List<Object> read(MessageReader in) {
        if (values.decode(in) instanceof List<?> list) {
            @SuppressWarnings("unchecked") // of objects is every list
            List<Object> read = (List<Object>) list;
            return read;
        }
        throw new CodecException("cannot read arguments or results: they are no list. Update the older side");
    }

    /** Writes what a method threw: itself where its class was allowed, and what there is to say about it. */
    void writeFailure(Throwable failure, MessageWriter out) {
        MessageBuffer itself = new MessageBuffer(256);
        if (types.containsValue(failure.getClass())) {
            try {
                throwables.encode(failure, itself);
            } catch (RuntimeException partsOfItCannot) {
                itself.reset();
            }
        }
        int length = itself.length() > MAX_FAILURE_BYTES ? 0 : itself.length();
        out.writeInt(length);
        out.writeBytes(itself.array(), 0, length);
        Failures.write(failure, out);
    }

    /** Reads what a method threw. */
    Throwable readFailure(MessageReader in) {
        int length = in.readInt();
        if (length < 0 || length > Math.min(in.remaining(), MAX_FAILURE_BYTES)) {
            throw new CodecException("cannot read a failure of the other side: bytes=" + length + ". It is damaged");
        }
        MessageBuffer itself = new MessageBuffer(length);
        itself.setLength(length);
        in.readBytes(itself.array(), 0, length);
        Throwable described = Failures.readAny(in, this);
        if (length == 0) {
            return described;
        }
        try {
            Throwable failure = throwables.decode(itself);
            failure.setStackTrace(described.getStackTrace());
            return failure;
        } catch (CodecException classesDiffer) {
            described.addSuppressed(classesDiffer);
            return described;
        }
    }

    @Override
    public Throwable make(String name, String message, Throwable cause) {
        Class<?> type = types.get(name);
        return type != null && Throwable.class.isAssignableFrom(type)
                ? Thrown.make(type.asSubclass(Throwable.class), message, cause)
                : null;
    }
}
