package io.parley.internal.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Reaches into a user's type: private ones if its module lets us, public ones of exported packages anyway. */
final class TypeAccess {
    private final Class<?> type;
    private final MethodHandles.Lookup lookup;

    TypeAccess(Class<?> type) {
        this.type = type;
        this.lookup = lookupIn(type);
    }

    private static MethodHandles.Lookup lookupIn(Class<?> type) {
        MethodHandles.Lookup own = MethodHandles.lookup();
        TypeAccess.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.privateLookupIn(type, own);
        } catch (IllegalAccessException e) {
            return own;
        }
    }

    MethodHandle accessor(Method getter) {
        try {
            MethodHandle accessor = lookup.unreflect(getter);
            return accessor.asType(MethodType.methodType(getter.getReturnType(), type));
        } catch (IllegalAccessException e) {
            throw inaccessible(e);
        }
    }

    MethodHandle canonicalConstructor() {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return lookup.unreflectConstructor(type.getDeclaredConstructor(parameters));
        } catch (IllegalAccessException e) {
            throw inaccessible(e);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has a canonical constructor", e);
        }
    }

    /** Where a class that implements the interface must be defined: beside it, or here if it is public. */
    MethodHandles.Lookup implementer() {
        if (lookup.lookupClass() == type && lookup.hasFullPrivilegeAccess()) {
            return lookup;
        }
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            own.accessClass(type);
            if (Class.forName(type.getName(), false, TypeAccess.class.getClassLoader()) == type) {
                return own;
            }
        } catch (IllegalAccessException e) {
            throw inaccessible(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(notVisible(), e);
        }
        throw new IllegalArgumentException(notVisible());
    }

    private String notVisible() {
        return "interface cannot be a struct: " + type.getName()
                + " is in another module and class loader than Parley. Use a record, or load both by one loader";
    }

    private IllegalArgumentException inaccessible(IllegalAccessException cause) {
        Module library = TypeAccess.class.getModule();
        String to = library.isNamed() ? " to " + library.getName() : "";
        String opens = type.isInterface()
                ? "Make"
                : "Add \"opens " + type.getPackageName() + to + ";\" to its module-info.java, or make";
        return new IllegalArgumentException(
                "type cannot be a struct: " + type.getName() + ", module "
                        + type.getModule().getName()
                        + " does not let Parley into package " + type.getPackageName() + ". " + opens
                        + " the type public and export the package",
                cause);
    }
}
