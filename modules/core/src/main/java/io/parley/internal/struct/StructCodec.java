package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Moves whole values of one type. Each type gets a class of its own, the hidden twin of {@link StructCodecTemplate}, so
 * that its handles are constants, which the compiler looks through.
 */
abstract class StructCodec {
    /** Makes a value of what lies at {@code base}: a record, or a view that goes on reading there. */
    abstract Object read(Memory memory, int base);

    /** Writes the fields of a value to {@code base}. */
    abstract void write(Memory memory, int base, Object value);

    static StructCodec of(StructGroup group) {
        MethodHandle reader = group.reader().asType(MethodType.methodType(Object.class, Memory.class, int.class));
        MethodHandle writer =
                group.writer().asType(MethodType.methodType(void.class, Memory.class, int.class, Object.class));
        try (InputStream template = StructCodec.class.getResourceAsStream("StructCodecTemplate.class")) {
            MethodHandles.Lookup twin = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(template.readAllBytes(), List.of(reader, writer), true);
            return (StructCodec) twin.findConstructor(twin.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new AssertionError("cannot define the twin of a class of this library", e);
        }
    }

    /** Throws what a handle threw: constructors and accessors of users may throw what they declare nowhere. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
