package io.parley;

import io.parley.internal.domain.Domain;
import io.parley.internal.serial.Form;
import io.parley.internal.serial.ReadBounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The codecs of {@link Codecs} on their way to another process: what they are made of. */
final class CodecForms {
    private static final String BUILT_IN = "codec";
    private static final String RECORD = "record codec";
    private static final String STRUCT = "struct codec";
    private static final String SERIALIZABLE = "serializable codec";
    private static final String ANY = "any codec";

    private CodecForms() {}

    /** Whether the codec is one of {@link Codecs}, whose equality says what they are. */
    static boolean isOwn(Codec<?> codec) {
        return write(codec) != null;
    }

    /** What travels for a codec; null for those of others, which travel as they are. */
    static Form write(Codec<?> codec) {
        if (codec instanceof RecordCodec<?> records) {
            return new Form(RECORD, records.type());
        }
        if (codec instanceof StructValueCodec<?> structs) {
            return new Form(STRUCT, structs.type());
        }
        if (codec instanceof SerializableCodec<?> serial) {
            return new Form(SERIALIZABLE, serial.type(), serial.alsoAllowed());
        }
        if (codec instanceof AnyCodec any) {
            return new Form(
                    ANY,
                    any.allowed().toArray(Class<?>[]::new),
                    any.given().keySet().toArray(Class<?>[]::new),
                    any.given().values().toArray());
        }
        return AnyCodec.builtIn().contains(codec) ? new Form(BUILT_IN, codec.id()) : null;
    }

    /** The codec; null if the form is none of a codec. */
    static Codec<?> read(Form form, Parley parley) {
        return switch (form.kind()) {
            case BUILT_IN -> builtIn(form.part(0, String.class));
            case RECORD -> made(parley, form, () -> Codecs.record(type(form).asSubclass(Record.class)));
            case STRUCT -> made(parley, form, () -> Codecs.struct(type(form)));
            case SERIALIZABLE -> Codecs.serializable(type(form), form.part(1, Class[].class));
            case ANY -> any(form, parley);
            default -> null;
        };
    }

    private static Class<?> type(Form form) {
        return form.part(0, Class.class);
    }

    /** Making one takes milliseconds. */
    private static Codec<?> made(Parley parley, Form form, Supplier<Codec<?>> maker) {
        return Domain.of(parley).kept(List.of(form.kind(), type(form)), maker);
    }

    private static Codec<?> builtIn(String id) {
        for (Codec<?> codec : AnyCodec.builtIn()) {
            if (codec.id().equals(id)) {
                return codec;
            }
        }
        throw new CodecException("codec arrived that is not known here: " + ReadBounds.shown(id)
                + ". It was sent by a newer Parley, or is damaged");
    }

    private static AnyCodec any(Form form, Parley parley) {
        Class<?>[] allowed = form.part(0, Class[].class);
        Class<?>[] types = form.part(1, Class[].class);
        Object[] codecs = form.part(2, Object[].class);
        Map<Class<?>, Codec<?>> given = new LinkedHashMap<>();
        List<Object> key = new ArrayList<>(List.of(ANY));
        key.addAll(List.of(allowed));
        for (int i = 0; i < types.length; i++) {
            Codec<?> codec = (Codec<?>) codecs[i];
            given.put(types[i], codec);
            key.addAll(List.of(types[i], isOwn(codec) ? codec : codec.id()));
        }
        return Domain.of(parley).kept(key, () -> new AnyCodec(new LinkedHashSet<>(List.of(allowed)), given, null));
    }
}
