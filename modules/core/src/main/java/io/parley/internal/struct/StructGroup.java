package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.StringJoiner;

/**
 * A record or an interface of fields.
 *
 * <p>A record's reader is its constructor with its arguments folded in, an interface's reader the constructor of a
 * generated {@link ViewClass}. The writer of both is a chain: get and write the first member, then the second.
 */
final class StructGroup implements StructNode {
    private static final MethodHandle DESCRIBE = findDescribe();

    private final Class<?> type;
    private final TypeAccess access;
    private final List<StructMember> members;

    StructGroup(Class<?> type, TypeAccess access, List<StructMember> members) {
        this.type = type;
        this.access = access;
        this.members = List.copyOf(members);
    }

    private static MethodHandle findDescribe() {
        try {
            MethodType signature = MethodType.methodType(String.class, Memory.class, int.class);
            return MethodHandles.lookup().findVirtual(StructGroup.class, "describe", signature);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Class<?> type() {
        return type;
    }

    TypeAccess access() {
        return access;
    }

    List<StructMember> members() {
        return members;
    }

    boolean isRecord() {
        return type.isRecord();
    }

    @Override
    public MethodHandle reader() {
        return isRecord() ? recordReader() : ViewClass.detached(this);
    }

    private MethodHandle recordReader() {
        MethodHandle constructor = access.canonicalConstructor();
        MethodHandle folded = MethodHandles.dropArguments(constructor, members.size(), Memory.class, int.class);
        for (int i = members.size() - 1; i >= 0; i--) {
            folded =
                    MethodHandles.foldArguments(folded, i, members.get(i).node().reader());
        }
        return folded;
    }

    @Override
    public MethodHandle writer() {
        MethodHandle chain = MethodHandles.empty(MethodType.methodType(void.class, Memory.class, int.class, type));
        for (int i = members.size() - 1; i >= 0; i--) {
            StructMember member = members.get(i);
            chain = MethodHandles.foldArguments(
                    chain, MethodHandles.filterArguments(member.node().writer(), 2, member.accessor()));
        }
        return chain;
    }

    /** {@code (Memory, base)String}, for people. */
    MethodHandle describer() {
        return DESCRIBE.bindTo(this);
    }

    private String describe(Memory memory, int base) {
        StringJoiner text = new StringJoiner(", ", type.getSimpleName() + "[", "]");
        for (StructMember member : members) {
            text.add(member.name() + "=" + valueOf(member.node(), memory, base));
        }
        return text.toString();
    }

    private static Object valueOf(StructNode node, Memory memory, int base) {
        if (node instanceof StructGroup group && !group.isRecord()) {
            return group.describe(memory, base);
        }
        try {
            return node.reader().invoke(memory, base);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("readers throw nothing checked", e);
        }
    }
}
