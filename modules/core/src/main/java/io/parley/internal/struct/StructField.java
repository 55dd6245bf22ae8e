package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One field as it lies in memory: a primitive, a constant of an enum or a bounded text. */
final class StructField implements StructNode {
    private static final int MAX_CONSTANTS = 1 << 16;

    private final String path;
    private final String typeName;
    private final Class<?> type;
    private final int alignment;
    private final int bytes;
    private final MethodHandle getter;
    private final MethodHandle liveGetter;
    private final MethodHandle putter;
    /** Set once, by {@link StructLayout}, before anybody asks. */
    private int offset;

    /**
     * The getter is {@code (Memory, base, offset)T}, the live one {@code (cells, index, offset)T}, the putter
     * {@code (Memory, base, T, offset)void}.
     */
    private StructField(
            String path,
            String typeName,
            Class<?> type,
            int alignment,
            int bytes,
            MethodHandle getter,
            MethodHandle liveGetter,
            MethodHandle putter) {
        this.path = path;
        this.typeName = typeName;
        this.type = type;
        this.alignment = alignment;
        this.bytes = bytes;
        this.getter = getter;
        this.liveGetter = liveGetter;
        this.putter = putter;
    }

    static StructField ofPrimitive(String path, Class<?> type) {
        String suffix = type.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + type.getName().substring(1);
        int bytes = bytesOf(type);
        return new StructField(
                path,
                type.getName(),
                type,
                bytes,
                bytes,
                find("get" + suffix),
                findLive("get" + suffix),
                find("put" + suffix));
    }

    private static int bytesOf(Class<?> type) {
        if (type == boolean.class || type == byte.class) {
            return Byte.BYTES;
        }
        if (type == short.class || type == char.class) {
            return Short.BYTES;
        }
        return type == int.class || type == float.class ? Integer.BYTES : Long.BYTES;
    }

    static StructField ofEnum(String path, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (constants.length == 0 || constants.length > MAX_CONSTANTS) {
            throw new IllegalArgumentException("enum cannot be a field of a struct: " + type.getName() + " field="
                    + path + ", constants=" + constants.length + ", possible=1.." + MAX_CONSTANTS + ". Store a number");
        }
        String names = Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(",", "enum(", ")"));
        MethodHandle getter = MethodHandles.insertArguments(find("getEnum"), 3, (Object) constants);
        MethodHandle liveGetter = MethodHandles.insertArguments(findLive("getEnum"), 3, (Object) constants);
        MethodHandle putter = MethodHandles.insertArguments(find("putEnum"), 4, path);
        return new StructField(
                path,
                names,
                type,
                Short.BYTES,
                Short.BYTES,
                getter.asType(getter.type().changeReturnType(type)),
                liveGetter.asType(liveGetter.type().changeReturnType(type)),
                putter.asType(putter.type().changeParameterType(2, type)));
    }

    static StructField ofText(String path, int max) {
        int room = Math.addExact(Integer.BYTES, (max + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES);
        return new StructField(
                path,
                "text(" + max + ")",
                String.class,
                Integer.BYTES,
                room,
                MethodHandles.insertArguments(find("getText"), 3, max),
                MethodHandles.insertArguments(findLive("getText"), 3, max),
                MethodHandles.insertArguments(find("putText"), 4, max, path));
    }

    private static MethodHandle find(String name) {
        return find(FieldAccess.class, name);
    }

    private static MethodHandle findLive(String name) {
        return find(LiveField.class, name);
    }

    private static MethodHandle find(Class<?> in, String name) {
        Method method = Arrays.stream(in.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    String path() {
        return path;
    }

    int alignment() {
        return alignment;
    }

    int bytes() {
        return bytes;
    }

    void place(int at) {
        offset = at;
    }

    /** The field's line in the schema. */
    String describe() {
        return offset + " " + path + " " + typeName;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public MethodHandle reader() {
        return MethodHandles.insertArguments(getter, 2, offset);
    }

    /** {@code (cells, index)T}. */
    MethodHandle liveReader() {
        return MethodHandles.insertArguments(liveGetter, 2, offset);
    }

    @Override
    public MethodHandle writer() {
        MethodHandle writer = MethodHandles.insertArguments(putter, 3, offset);
        assert writer.type().equals(MethodType.methodType(void.class, Memory.class, int.class, type));
        return writer;
    }
}
