package io.parley;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the {@link ValueType} of a record's component, or says why there is none and what to declare instead.
 *
 * <p>One instance serves one root record: it knows the records it is in the middle of, so that a record that contains
 * itself is found instead of followed for ever.
 */
final class ComponentTypes {
    private static final String OTHERWISE =
            " Components may be primitives and their wrappers, String, byte[], enums, records, List and Optional of"
                    + " these, Instant, Duration, LocalDate, BigDecimal and UUID; for anything else write a Codec or use"
                    + " Codecs.serializable.";

    private final Set<Class<?>> enclosing = new LinkedHashSet<>();

    /** The type of a whole record. */
    ValueType ofRecord(Class<?> type) {
        if (type.getTypeParameters().length > 0) {
            throw new IllegalArgumentException("Record " + type.getName()
                    + " cannot be a message: it has type parameters, which are not known at run time. Declare a record"
                    + " with concrete component types.");
        }
        enclosing.add(type);
        ValueType shape = RecordShape.of(type, this);
        enclosing.remove(type);
        return shape;
    }

    /**
     * The type of one component.
     *
     * @param record whose component it is, for the message of a failure
     * @param component its name, for the same
     * @param type its declared type, or the type of its elements
     */
    ValueType of(Class<?> record, String component, Type type) {
        if (type instanceof Class<?> plain) {
            ValueType found = ofClass(record, component, plain);
            if (found != null) {
                return found;
            }
        } else if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                return ContainerValues.listOf(of(record, component, generic.getActualTypeArguments()[0]));
            }
            if (generic.getRawType() == Optional.class) {
                return ContainerValues.optionalOf(of(record, component, generic.getActualTypeArguments()[0]));
            }
        }
        throw refusal(record, component, type, "Use " + substitute(type) + " instead." + OTHERWISE);
    }

    private ValueType ofClass(Class<?> record, String component, Class<?> type) {
        ValueType simple = PrimitiveValues.of(type);
        if (simple == null) {
            simple = ReferenceValues.of(type);
        }
        if (simple != null) {
            return simple;
        }
        if (type.isEnum()) {
            return EnumValues.of(type);
        }
        if (!type.isRecord()) {
            return null;
        }
        if (enclosing.contains(type)) {
            throw refusal(
                    record,
                    component,
                    type,
                    "A record cannot contain itself: flatten it into a List, or use Codecs.serializable.");
        }
        return ofRecord(type).nullable();
    }

    private static IllegalArgumentException refusal(Class<?> record, String component, Type type, String remedy) {
        return new IllegalArgumentException("Record " + record.getName() + " cannot be a message: component '"
                + component + "' has type " + type.getTypeName() + ". " + remedy);
    }

    private static String substitute(Type type) {
        if (type instanceof TypeVariable || !(rawClass(type) instanceof Class<?> raw)) {
            return "a concrete type";
        }
        if (raw == List.class || raw == Optional.class) {
            return raw.getSimpleName() + "<String>, or whatever its elements are,";
        }
        if (raw.isArray()) {
            return "byte[] or a List";
        }
        if (Map.class.isAssignableFrom(raw)) {
            return "a List of a record with a key and a value";
        }
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return "List";
        }
        if (raw == OptionalInt.class || raw == OptionalLong.class || raw == OptionalDouble.class) {
            return "a wrapper such as Long, which may be null,";
        }
        if (TemporalAccessor.class.isAssignableFrom(raw) || Date.class.isAssignableFrom(raw)) {
            return "Instant or LocalDate";
        }
        if (Number.class.isAssignableFrom(raw)) {
            return "a primitive or BigDecimal";
        }
        if (CharSequence.class.isAssignableFrom(raw)) {
            return "String";
        }
        return raw.isRecord() ? "a record without type parameters" : "a record or an enum";
    }

    private static Type rawClass(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }
}
