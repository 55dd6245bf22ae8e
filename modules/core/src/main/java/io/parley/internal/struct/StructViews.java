package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Views of private memory that can be asked for it again, so that one view shows one value after the other.
 *
 * @param <T> the interface
 */
public final class StructViews<T> {
    private final Class<T> type;
    private final Class<?> viewClass;
    /** {@code (Memory, base)Object}. */
    private final MethodHandle constructor;
    /** {@code (Object)Memory}. */
    private final MethodHandle memory;

    StructViews(Class<T> type, Class<?> viewClass, MethodHandle constructor, MethodHandle source) {
        this.type = type;
        this.viewClass = viewClass;
        this.constructor = constructor.asType(MethodType.methodType(Object.class, Memory.class, int.class));
        this.memory = source.asType(MethodType.methodType(Memory.class, Object.class));
    }

    /** A view of the start of {@code source}, which nobody else uses. */
    public T create(Memory source) {
        try {
            return type.cast((Object) constructor.invokeExact(source, 0));
        } catch (Throwable e) {
            throw StructCodec.<RuntimeException>rethrow(e);
        }
    }

    /** Whether {@link #create} made it. */
    public boolean isView(Object candidate) {
        return viewClass.isInstance(candidate);
    }

    /** What a view looks at. */
    public Memory memory(T view) {
        try {
            return (Memory) memory.invokeExact((Object) view);
        } catch (Throwable e) {
            throw StructCodec.<RuntimeException>rethrow(e);
        }
    }
}
