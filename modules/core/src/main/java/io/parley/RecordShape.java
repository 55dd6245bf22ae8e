package io.parley;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** Puts the handles of a record's components together to the handles of the record. */
final class RecordShape {
    /* Overview
     *
     * Writing is a chain: write(first component), then write(second), and so on; each is accessor, then writer of the
     * component's type. Reading is the constructor with its arguments folded in: the outermost fold reads the first
     * component and hands it inwards, the innermost calls the constructor.
     *
     *     (in) -> { a = readA(in); return (in, a) -> { b = readB(in); return (in, a, b) -> new R(a, b) } }
     *
     * foldArguments, unlike filterArguments, promises this order. Every value keeps its own type from the message to
     * the constructor: nothing is boxed and no argument array is needed, hence nothing must be cached per thread.
     */

    /** What a handle may take as arguments, less what the folds and the invokers add. */
    private static final int MAX_ARGUMENT_SLOTS = 240;

    private final Class<?> type;
    private final MethodHandles.Lookup lookup;
    private final List<ValueType> components = new ArrayList<>();

    private RecordShape(Class<?> type) {
        this.type = type;
        this.lookup = lookupIn(type);
    }

    static ValueType of(Class<?> type, ComponentTypes types) {
        RecordShape shape = new RecordShape(type);
        RecordComponent[] declared = type.getRecordComponents();
        shape.requireFewEnough(declared);
        StringJoiner name = new StringJoiner(",", "record " + type.getName() + "(", ")");
        for (RecordComponent component : declared) {
            ValueType value = types.of(type, component.getName(), component.getGenericType());
            shape.components.add(shape.component(component, value));
            name.add(value.name() + " " + component.getName());
        }
        return new ValueType(name.toString(), shape.writer(), shape.reader(shape.constructor(declared)));
    }

    /** A value type whose writer takes the whole record. */
    private ValueType component(RecordComponent component, ValueType value) {
        MethodHandle accessor;
        try {
            accessor = lookup.unreflect(component.getAccessor());
        } catch (IllegalAccessException e) {
            throw inaccessible(type, e);
        }
        MethodHandle writer =
                MethodHandles.filterArguments(value.as(component.getType()).writer(), 0, accessor);
        return new ValueType(value.name(), writer, value.as(component.getType()).reader())
                .at(type.getSimpleName() + "." + component.getName());
    }

    private MethodHandle constructor(RecordComponent[] declared) {
        Class<?>[] parameters =
                Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return lookup.unreflectConstructor(type.getDeclaredConstructor(parameters));
        } catch (IllegalAccessException e) {
            throw inaccessible(type, e);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("Every record has a canonical constructor", e);
        }
    }

    private MethodHandle writer() {
        MethodHandle chain = MethodHandles.empty(MethodType.methodType(void.class, type, MessageWriter.class));
        for (int i = components.size() - 1; i >= 0; i--) {
            chain = MethodHandles.foldArguments(chain, components.get(i).writer());
        }
        return chain;
    }

    private MethodHandle reader(MethodHandle constructor) {
        MethodHandle folded = MethodHandles.dropArguments(constructor, components.size(), MessageReader.class);
        for (int i = components.size() - 1; i >= 0; i--) {
            folded = MethodHandles.foldArguments(folded, i, components.get(i).reader());
        }
        return folded;
    }

    private void requireFewEnough(RecordComponent[] declared) {
        int slots = 0;
        for (RecordComponent component : declared) {
            slots += component.getType() == long.class || component.getType() == double.class ? 2 : 1;
        }
        if (slots > MAX_ARGUMENT_SLOTS) {
            throw new IllegalArgumentException(
                    "Record " + type.getName() + " cannot be a message: its " + declared.length
                            + " components take " + slots + " argument slots, of at most " + MAX_ARGUMENT_SLOTS
                            + " (long and double take two). Group some of them in a record of their own.");
        }
    }

    /* A private record is reached if its module lets us; a public one in an exported package needs no permission. */
    private static MethodHandles.Lookup lookupIn(Class<?> type) {
        MethodHandles.Lookup own = MethodHandles.lookup();
        RecordShape.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.privateLookupIn(type, own);
        } catch (IllegalAccessException e) {
            return own;
        }
    }

    private static IllegalArgumentException inaccessible(Class<?> type, IllegalAccessException cause) {
        Module library = RecordShape.class.getModule();
        String to = library.isNamed() ? " to " + library.getName() : "";
        return new IllegalArgumentException(
                "Record " + type.getName() + " cannot be a message: module "
                        + type.getModule().getName()
                        + " does not let Parley into package " + type.getPackageName() + ". Add \"opens "
                        + type.getPackageName() + to + ";\" to its module-info.java, or make the record public and"
                        + " export the package.",
                cause);
    }
}
