package io.parley.internal.struct;

import static org.objectweb.asm.Opcodes.*;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCells;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the class that implements an interface of fields.
 *
 * <p>It names nothing of this library, since it lives in the interface's package and loader: two fields say where to
 * read ({@code Object source}, {@code int place}), and every method calls a handle that is a constant of the class, so
 * that the compiler looks through. A detached view reads a {@link Memory} at a base. A live one reads
 * {@link VersionedCells} at an index and looks at the version before and after.
 */
final class ViewClass {
    private static final String OBJECT = "java/lang/Object";
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String HANDLE_TYPE = "Ljava/lang/invoke/MethodHandle;";
    private static final Handle CLASS_DATA_AT = new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    private final StructGroup group;
    private final boolean live;
    private final List<MethodHandle> constants = new ArrayList<>();
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final String self;

    private ViewClass(StructGroup group, boolean live) {
        this.group = group;
        this.live = live;
        this.self = group.access().implementer().lookupClass().getPackageName().replace('.', '/')
                + (group.access().implementer().lookupClass().getPackageName().isEmpty() ? "" : "/")
                + "ParleyView";
    }

    /** {@code (Memory, base)T}: makes a view of plain memory, whose setters write there. */
    static MethodHandle detached(StructGroup group) {
        return new ViewClass(group, false).maker(Memory.class);
    }

    /** As {@link #detached}, with a way back to the memory. */
    static <T> StructViews<T> reusable(Class<T> type, StructGroup group) {
        MethodHandles.Lookup defined = new ViewClass(group, false).define();
        Class<?> view = defined.lookupClass();
        try {
            MethodHandle source = defined.findGetter(view, "source", Object.class);
            return new StructViews<>(type, view, constructor(defined), source);
        } catch (IllegalAccessException | NoSuchFieldException e) {
            throw new AssertionError("cannot look into a view of " + type, e);
        }
    }

    /** {@code (VersionedCells, index)T}: makes a view whose getters read the present version. */
    static MethodHandle live(StructGroup group) {
        return new ViewClass(group, true).maker(VersionedCells.class);
    }

    private MethodHandle maker(Class<?> source) {
        return constructor(define()).asType(MethodType.methodType(group.type(), source, int.class));
    }

    private static MethodHandle constructor(MethodHandles.Lookup defined) {
        try {
            return defined.findConstructor(
                    defined.lookupClass(), MethodType.methodType(void.class, Object.class, int.class));
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new AssertionError("cannot make a " + defined.lookupClass(), e);
        }
    }

    private MethodHandles.Lookup define() {
        String[] interfaces = {Type.getInternalName(group.type())};
        out.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, self, null, OBJECT, interfaces);
        out.visitField(ACC_PRIVATE | ACC_FINAL, "source", "L" + OBJECT + ";", null, null);
        out.visitField(ACC_PRIVATE | ACC_FINAL, "place", "I", null, null);
        constructor();
        for (StructMember member : group.members()) {
            getter(member);
            if (member.setter() != null) {
                setter(member);
            }
        }
        describer();
        out.visitEnd();
        try {
            return group.access().implementer().defineHiddenClassWithClassData(out.toByteArray(), constants, true);
        } catch (IllegalAccessException e) {
            throw new AssertionError("cannot define a view of " + group.type(), e);
        }
    }

    private void constructor() {
        MethodVisitor code = out.visitMethod(0, "<init>", "(Ljava/lang/Object;I)V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitFieldInsn(PUTFIELD, self, "source", "L" + OBJECT + ";");
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ILOAD, 2);
        code.visitFieldInsn(PUTFIELD, self, "place", "I");
        for (int i = 0; i < group.members().size(); i++) {
            StructMember member = group.members().get(i);
            if (isView(member.node())) {
                nested(code, "view" + i, (StructGroup) member.node());
            }
        }
        end(code, RETURN);
    }

    /** Makes the view of a nested interface once, with this one. */
    private void nested(MethodVisitor code, String field, StructGroup nested) {
        out.visitField(ACC_PRIVATE | ACC_FINAL, field, "L" + OBJECT + ";", null, null);
        code.visitVarInsn(ALOAD, 0);
        load(
                code,
                live ? live(nested) : detached(nested),
                MethodType.methodType(Object.class, Object.class, int.class));
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ILOAD, 2);
        code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", "(Ljava/lang/Object;I)Ljava/lang/Object;", false);
        code.visitFieldInsn(PUTFIELD, self, field, "L" + OBJECT + ";");
    }

    private static boolean isView(StructNode node) {
        return node instanceof StructGroup group && !group.isRecord();
    }

    private void getter(StructMember member) {
        Method method = member.getter();
        MethodVisitor code =
                out.visitMethod(ACC_PUBLIC, method.getName(), Type.getMethodDescriptor(method), null, null);
        code.visitCode();
        Class<?> type = method.getReturnType();
        if (isView(member.node())) {
            code.visitVarInsn(ALOAD, 0);
            code.visitFieldInsn(GETFIELD, self, "view" + group.members().indexOf(member), "L" + OBJECT + ";");
        } else if (!live) {
            call(code, member.node().reader(), erased(type));
        } else if (member.node() instanceof StructField field) {
            call(code, field.liveReader(), erased(type));
        } else {
            call(code, LiveAccess.snapshot(member.node().reader()), erased(type));
        }
        if (!type.isPrimitive()) {
            code.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
        }
        end(code, Type.getType(type).getOpcode(IRETURN));
    }

    private void setter(StructMember member) {
        Method method = member.setter();
        MethodVisitor code =
                out.visitMethod(ACC_PUBLIC, method.getName(), Type.getMethodDescriptor(method), null, null);
        code.visitCode();
        if (live) {
            refuse(code, method);
            return;
        }
        call(code, member.node().writer(), void.class, erased(method.getParameterTypes()[0]));
        end(code, RETURN);
    }

    private void refuse(MethodVisitor code, Method method) {
        code.visitTypeInsn(NEW, "java/lang/UnsupportedOperationException");
        code.visitInsn(DUP);
        code.visitLdcInsn("live view cannot be written: " + group.type().getName() + " method=" + method.getName()
                + ". Use edit(view -> view." + method.getName() + "(...))");
        code.visitMethodInsn(
                INVOKESPECIAL, "java/lang/UnsupportedOperationException", "<init>", "(Ljava/lang/String;)V", false);
        end(code, ATHROW);
    }

    private void describer() {
        MethodVisitor code = out.visitMethod(ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
        code.visitCode();
        MethodHandle describer = group.describer();
        call(code, live ? LiveAccess.snapshot(describer) : describer, Object.class);
        code.visitTypeInsn(CHECKCAST, "java/lang/String");
        end(code, ARETURN);
    }

    /** Calls a constant handle with source, place and, if there is one more, the method's argument. */
    private void call(MethodVisitor code, MethodHandle handle, Class<?> returns, Class<?>... more) {
        MethodType type =
                MethodType.methodType(returns, Object.class, int.class).appendParameterTypes(more);
        load(code, handle, type);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, self, "source", "L" + OBJECT + ";");
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, self, "place", "I");
        if (more.length == 1) {
            code.visitVarInsn(Type.getType(more[0]).getOpcode(ILOAD), 1);
        }
        code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", type.toMethodDescriptorString(), false);
    }

    private void load(MethodVisitor code, MethodHandle handle, MethodType type) {
        code.visitLdcInsn(new ConstantDynamic("_", HANDLE_TYPE, CLASS_DATA_AT, constants.size()));
        constants.add(handle.asType(type));
    }

    private static Class<?> erased(Class<?> type) {
        return type.isPrimitive() ? type : Object.class;
    }

    private static void end(MethodVisitor code, int last) {
        code.visitInsn(last);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
