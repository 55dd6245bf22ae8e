package io.parley.internal.struct;

import java.lang.invoke.MethodHandle;

/** A field, or a record or interface of fields, with the handles that move it. */
sealed interface StructNode permits StructField, StructGroup {
    /** Its Java type. */
    Class<?> type();

    /** {@code (Memory, base)T}. */
    MethodHandle reader();

    /** {@code (Memory, base, T)void}. */
    MethodHandle writer();
}
