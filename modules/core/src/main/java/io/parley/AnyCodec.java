package io.parley;

import io.parley.internal.domain.AnyBinding;
import io.parley.internal.domain.HandlePlace;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A codec of values that say themselves what they are: the one of {@link Codecs#any}, where everything about it is
 * told. {@link #with} adds codecs of one's own.
 *
 * <p><b>Threading:</b> immutable and thread-safe.
 */
public final class AnyCodec implements Codec<Object> {
    /** Containers in each other; enough for data, little enough for every stack. */
    static final int MAX_DEPTH = 200;

    static {
        AnyBinding.register(new AnyBinding.Maker() {
            @Override
            public Codec<?> bind(Codec<?> codec, HandlePlace place) {
                return codec instanceof AnyCodec any ? any.at(place) : codec;
            }

            @Override
            @SuppressWarnings("unchecked") // it is asked for what it made
            public Codec<?> opaque(Codec<?> any, Codec<?> raw) {
                AnyCodec like = (AnyCodec) any;
                return new AnyCodec(like.allowed, like.given, like.place, (Codec<Object>) raw);
            }
        });
    }

    private static final String ID = "any";
    private static final List<Codec<?>> BUILT_IN = List.of(
            Codecs.bytes(),
            Codecs.utf8(),
            Codecs.int64(),
            Codecs.int32(),
            Codecs.float64(),
            Codecs.bool(),
            Codecs.int64Array(),
            Codecs.int32Array(),
            Codecs.float64Array());

    private final Set<Class<?>> allowed;
    private final Map<Class<?>, Codec<?>> given;
    /** Null if none was named. */
    private final HandlePlace place;
    /** Writes and reads instead of this one; null usually. */
    private final Codec<Object> raw;
    /** What follows from these. */
    private final Map<Class<?>, Codec<?>> byClass = new HashMap<>();

    private final Map<String, Codec<?>> byId = new HashMap<>();
    private final Map<String, Class<?>> byName = new HashMap<>();
    private final Codec<Object> serial;

    AnyCodec(Set<Class<?>> allowed, Map<Class<?>, Codec<?>> given, HandlePlace place) {
        this(allowed, given, place, null);
    }

    private AnyCodec(Set<Class<?>> allowed, Map<Class<?>, Codec<?>> given, HandlePlace place, Codec<Object> raw) {
        this.allowed = Collections.unmodifiableSet(new LinkedHashSet<>(allowed));
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        this.place = place;
        this.raw = raw;
        Class<?>[] classes = this.allowed.toArray(Class<?>[]::new);
        serial = new SerializableCodec<>(Object.class, classes);
        byId.put(ID, this);
        BUILT_IN.forEach(codec -> byId.put(codec.id(), codec));
        AnyTypes.ENUMS.forEach(this::addAllowed);
        this.allowed.forEach(this::addAllowed);
        this.given.forEach(this::addGiven);
    }

    private void addAllowed(Class<?> type) {
        byName.put(type.getName(), type);
        if (type.isRecord()) {
            addRecord(type.asSubclass(Record.class));
        }
        if (Serializable.class.isAssignableFrom(type)) {
            Codec<?> codec = new SerializableCodec<>(type, allowed.toArray(Class<?>[]::new));
            byId.put(codec.id(), codec);
        }
    }

    private <R extends Record> void addRecord(Class<R> type) {
        try {
            Codec<R> codec = Codecs.record(type);
            byClass.put(type, codec);
            byId.put(codec.id(), codec);
        } catch (IllegalArgumentException e) {
            if (!Serializable.class.isAssignableFrom(type)) {
                throw e;
            }
        }
    }

    private void addGiven(Class<?> type, Codec<?> codec) {
        Codec<?> bound = place == null ? codec : bound(codec, place);
        byName.put(type.getName(), type);
        byClass.put(type, bound);
        byId.put(bound.id(), bound);
    }

    private static Codec<?> bound(Codec<?> codec, HandlePlace place) {
        return place instanceof Handles.Here here ? codec.in(here.parley()) : AnyBinding.bind(codec, place);
    }

    /**
     * Adds a codec of one's own: values of exactly this class are written by it, and handles of queues, pipes, maps and
     * the like that were opened with a codec of that {@link Codec#id id} arrive with it.
     *
     * @param type the class
     * @param codec its codec
     * @param <T> the type
     * @return a copy that knows it; the id stays the same
     */
    public <T> AnyCodec with(Class<T> type, Codec<T> codec) {
        Map<Class<?>, Codec<?>> more = new LinkedHashMap<>(given);
        more.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(codec, "codec"));
        return new AnyCodec(allowed, more, place, raw);
    }

    @Override
    public AnyCodec in(Parley domain) {
        return at(new Handles.Here(domain));
    }

    private AnyCodec at(HandlePlace other) {
        return other.equals(place) ? this : new AnyCodec(allowed, given, other, raw);
    }

    @Override
    public void encode(Object message, MessageWriter out) {
        Objects.requireNonNull(message, "message");
        if (raw != null) {
            raw.encode(message, out);
            return;
        }
        new AnyWriter(this, message, out).write(message, 0);
    }

    @Override
    public Object decode(MessageReader in) {
        if (raw != null) {
            return raw.decode(in);
        }
        Object message;
        try {
            message = new AnyReader(this, in).read(0);
        } catch (ParleyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CodecException(
                    "Cannot decode a value: " + e + ". It was written by another codec, or is damaged.", e);
        }
        if (message == null) {
            throw new CodecException("Cannot decode a value: it is null. It was written by another codec.");
        }
        DamagedMessages.requireEnd(in, ID);
        return message;
    }

    /** Where the objects are that values may refer to; null if nobody said so. */
    HandlePlace place() {
        return place;
    }

    /** The same as a domain of this host; null otherwise. */
    Parley parley() {
        return place instanceof Handles.Here here ? here.parley() : null;
    }

    Set<Class<?>> allowed() {
        return allowed;
    }

    Map<Class<?>, Codec<?>> given() {
        return given;
    }

    static List<Codec<?>> builtIn() {
        return BUILT_IN;
    }

    /** The codec for values of exactly this class; null if there is none. */
    Codec<?> codecOf(Class<?> type) {
        return byClass.get(type);
    }

    /** The codec of this id; null if there is none. */
    Codec<?> codec(String id) {
        Codec<?> known = byId.get(id);
        return known == null && id.startsWith("struct:") ? structCodec(id) : known;
    }

    /* Found when asked for: most allowed classes are no structs, and parsing one takes time. */
    private Codec<?> structCodec(String id) {
        for (Class<?> type : allowed) {
            try {
                Codec<?> codec = Codecs.struct(type);
                if (codec.id().equals(id)) {
                    return codec;
                }
            } catch (IllegalArgumentException noStruct) {
                continue;
            }
        }
        return null;
    }

    /** The class of this name, if it may be named; null otherwise. */
    Class<?> named(String name) {
        return byName.get(name);
    }

    /** Whether values of this class are written as Java serialisation streams. */
    boolean isSerialised(Class<?> type) {
        return Serializable.class.isAssignableFrom(type) && byName.get(type.getName()) == type;
    }

    /** What writes and reads those. */
    Codec<Object> serial() {
        return serial;
    }

    @Override
    public String id() {
        return ID;
    }

    /** Whether the other one knows the same classes and codecs, in the same domain. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AnyCodec that
                && Objects.equals(place, that.place)
                && raw == that.raw
                && allowed.equals(that.allowed)
                && given.equals(that.given);
    }

    @Override
    public int hashCode() {
        return Objects.hash(allowed, given);
    }

    @Override
    public String toString() {
        return ID;
    }
}
