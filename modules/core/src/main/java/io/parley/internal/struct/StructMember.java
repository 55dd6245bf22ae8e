package io.parley.internal.struct;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;

/**
 * A component of a record, or a property of an interface.
 *
 * @param name as in the schema, without the paths of what it is nested in
 * @param node what it is
 * @param getter the method that returns it
 * @param accessor the same as a handle, {@code (owner)T}
 * @param setter the method that sets it; null if there is none
 */
record StructMember(String name, StructNode node, Method getter, MethodHandle accessor, Method setter) {}
