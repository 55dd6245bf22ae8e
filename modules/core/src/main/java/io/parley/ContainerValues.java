package io.parley;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Lists and optionals. The handle of their elements is bound into their own, so to the compiler it is a constant like
 * every other part of the tree.
 */
final class ContainerValues {
    private static final MethodHandle WRITE_LIST = ValueType.find(
            ContainerValues.class, "writeList", void.class, MethodHandle.class, List.class, MessageWriter.class);
    private static final MethodHandle READ_LIST =
            ValueType.find(ContainerValues.class, "readList", List.class, MethodHandle.class, MessageReader.class);
    private static final MethodHandle WRITE_OPTIONAL = ValueType.find(
            ContainerValues.class,
            "writeOptional",
            void.class,
            MethodHandle.class,
            Optional.class,
            MessageWriter.class);
    private static final MethodHandle READ_OPTIONAL = ValueType.find(
            ContainerValues.class, "readOptional", Optional.class, MethodHandle.class, MessageReader.class);

    private ContainerValues() {}

    static ValueType listOf(ValueType element) {
        return of("List", element, WRITE_LIST, READ_LIST);
    }

    static ValueType optionalOf(ValueType element) {
        return of("Optional", element, WRITE_OPTIONAL, READ_OPTIONAL);
    }

    private static ValueType of(String kind, ValueType element, MethodHandle writer, MethodHandle reader) {
        ValueType erased = element.as(Object.class);
        ValueType container = new ValueType(
                kind + "<" + element.name() + ">",
                MethodHandles.insertArguments(writer, 0, erased.writer()),
                MethodHandles.insertArguments(reader, 0, erased.reader()));
        return container.nullable();
    }

    static void writeList(MethodHandle element, List<?> list, MessageWriter out) throws Throwable {
        int size = list.size();
        out.writeInt(size);
        int written = 0;
        if (list instanceof RandomAccess) {
            // Needs no iterator, hence no garbage.
            for (; written < size; written++) {
                element.invokeExact((Object) list.get(written), out);
            }
        } else {
            for (Object value : list) {
                element.invokeExact(value, out);
                written++;
            }
        }
        if (written != size || list.size() != size) {
            throw new ConcurrentModificationException(
                    "list changed while it was written: size was " + size + ", is " + list.size());
        }
    }

    static List<?> readList(MethodHandle element, MessageReader in) throws Throwable {
        Object[] values = new Object[DamagedMessages.readCount(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Object) element.invokeExact(in);
        }
        // Not List.of: that has no place for null.
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    static void writeOptional(MethodHandle element, Optional<?> value, MessageWriter out) throws Throwable {
        element.invokeExact((Object) value.orElse(null), out);
    }

    static Optional<?> readOptional(MethodHandle element, MessageReader in) throws Throwable {
        return Optional.ofNullable((Object) element.invokeExact(in));
    }
}
