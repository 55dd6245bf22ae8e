package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.struct.ValueLayout;
import java.util.List;
import java.util.function.Consumer;

/** What all single values have in common. */
abstract class MappedScalar extends MappedValue {
    private final TypeCode type;

    /** Of {@code types} the first is the class's own. */
    MappedScalar(
            Parley parley,
            String name,
            ObjectKind kind,
            List<TypeCode> types,
            ValueOptions options,
            Consumer<Memory> initial) {
        super(parley, name, ValueLayout.value(kind, choose(name, types, options).stored(), initial), options.lock());
        this.type = choose(name, types, options);
    }

    static TypeCode choose(String name, List<TypeCode> types, ValueOptions options) {
        TypeCode asked = options.type();
        if (asked == null) {
            return types.get(0);
        }
        if (!types.contains(asked)) {
            throw new IllegalArgumentException("type does not fit the class: name=" + name + " type=" + asked
                    + ", allowed=" + types + ". Use parley.value or parley.array with the type code");
        }
        return asked;
    }

    /**
     * What the bits mean.
     *
     * @return the type
     */
    public final TypeCode typeCode() {
        return type;
    }

    @Override
    final List<String> details() {
        return List.of(String.valueOf(type.letter()));
    }

    /** What {@code toString} says. */
    final String describe(String what, Object value) {
        return what + "(" + name() + "=" + value + ", " + path() + ")";
    }

    static boolean differ(float one, float other) {
        return Float.floatToRawIntBits(one) != Float.floatToRawIntBits(other);
    }

    static boolean differ(double one, double other) {
        return Double.doubleToRawLongBits(one) != Double.doubleToRawLongBits(other);
    }
}
