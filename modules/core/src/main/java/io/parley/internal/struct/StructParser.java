package io.parley.internal.struct;

import io.parley.value.MaxBytes;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Finds the fields of a record or an interface, or says what cannot be one and what could. */
final class StructParser {
    private static final String POSSIBLE =
            ". Fields may be primitives, enums, String with @MaxBytes, records, and in" + " interfaces also interfaces";
    /** What a constructor's handle may take as arguments, less what the folds and the invokers add. */
    private static final int MAX_ARGUMENT_SLOTS = 240;

    private final List<StructField> fields = new ArrayList<>();
    private final Set<Class<?>> enclosing = new LinkedHashSet<>();

    /** The fields found, in no order that means anything. */
    List<StructField> fields() {
        return fields;
    }

    /** Parses a whole type. */
    StructGroup parse(Class<?> type) {
        if (!type.isRecord() && (!type.isInterface() || type.isAnnotation())) {
            throw refusal(type, "it is neither a record nor an interface", "Declare a record");
        }
        StructGroup root = group(type, "");
        if (fields.isEmpty()) {
            throw refusal(type, "it has no fields", "Give it one");
        }
        return root;
    }

    private StructGroup group(Class<?> type, String prefix) {
        if (type.getTypeParameters().length > 0) {
            throw refusal(
                    type, "it has type parameters, which are not known at run time", "Declare one with concrete types");
        }
        if (!enclosing.add(type)) {
            throw refusal(type, "it contains itself", "Keep an index or a key instead");
        }
        TypeAccess access = new TypeAccess(type);
        List<StructMember> members =
                type.isRecord() ? components(type, access, prefix) : properties(type, access, prefix);
        enclosing.remove(type);
        return new StructGroup(type, access, members);
    }

    private List<StructMember> components(Class<?> type, TypeAccess access, String prefix) {
        RecordComponent[] declared = type.getRecordComponents();
        requireFewEnough(type, declared);
        List<StructMember> members = new ArrayList<>();
        for (RecordComponent component : declared) {
            Class<?> of = component.getType();
            if (of.isInterface()) {
                throw refusal(type, component.getName(), of, "A record can contain records only");
            }
            StructNode node = node(type, component.getName(), of, component, prefix);
            Method getter = component.getAccessor();
            members.add(new StructMember(component.getName(), node, getter, access.accessor(getter), null));
        }
        return members;
    }

    private static void requireFewEnough(Class<?> type, RecordComponent[] declared) {
        int slots = Arrays.stream(declared)
                .mapToInt(c -> c.getType() == long.class || c.getType() == double.class ? 2 : 1)
                .sum();
        if (slots > MAX_ARGUMENT_SLOTS) {
            throw refusal(
                    type,
                    "its " + declared.length + " components take " + slots + " argument slots, of at most "
                            + MAX_ARGUMENT_SLOTS,
                    "Group some of them in a record of their own");
        }
    }

    private List<StructMember> properties(Class<?> type, TypeAccess access, String prefix) {
        if (type.isSealed()) {
            throw refusal(type, "it is sealed", "Remove \"sealed\", or declare a record");
        }
        TreeMap<String, Method> getters = new TreeMap<>();
        TreeMap<String, Method> setters = new TreeMap<>();
        Set<String> signatures = new HashSet<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                requireOnce(type, method, signatures);
                sort(type, method, getters, setters);
            }
        }
        List<StructMember> members = new ArrayList<>();
        getters.forEach((name, getter) -> {
            Method setter = setters.remove(name);
            if (setter != null && setter.getParameterTypes()[0] != getter.getReturnType()) {
                throw refusal(type, "setter and getter of '" + name + "' have different types", "Make them the same");
            }
            StructNode node = node(type, name, getter.getReturnType(), getter, prefix);
            members.add(new StructMember(name, node, getter, access.accessor(getter), setter));
        });
        if (!setters.isEmpty()) {
            throw refusal(type, "'" + setters.firstKey() + "' has a setter and no getter", "Add the getter");
        }
        return members;
    }

    private static void requireOnce(Class<?> type, Method method, Set<String> signatures) {
        if (!signatures.add(method.getName() + Arrays.toString(method.getParameterTypes()))) {
            throw refusal(
                    type, "it inherits two return types of '" + method.getName() + "'", "Declare the property once");
        }
    }

    private static void sort(
            Class<?> type, Method method, TreeMap<String, Method> getters, TreeMap<String, Method> setters) {
        int parameters = method.getParameterCount();
        boolean returns = method.getReturnType() != void.class;
        Method other;
        if (parameters == 0 && returns) {
            other = getters.put(PropertyNames.ofGetter(method), method);
        } else if (parameters == 1 && !returns) {
            other = setters.put(PropertyNames.ofSetter(method), method);
        } else {
            throw refusal(
                    type,
                    "method '" + method.getName() + "' is neither a getter nor a setter",
                    "Give it a default body, or the shape of T name(), void name(T), T getName() or void setName(T)");
        }
        if (other != null) {
            throw refusal(
                    type,
                    "methods '" + other.getName() + "' and '" + method.getName() + "' mean the same property",
                    "Remove one");
        }
    }

    private StructNode node(Class<?> owner, String name, Class<?> type, AnnotatedElement source, String prefix) {
        String path = prefix + name;
        MaxBytes room = source.getAnnotation(MaxBytes.class);
        if (room != null && (type != String.class || room.value() < 1)) {
            throw refusal(owner, name, type, "@MaxBytes is for String, and at least 1");
        }
        if (type.isPrimitive()) {
            return add(StructField.ofPrimitive(path, type));
        }
        if (type.isEnum()) {
            return add(StructField.ofEnum(path, type));
        }
        if (type == String.class) {
            if (room == null) {
                throw refusal(owner, name, type, "Say how many bytes it may have: @MaxBytes(32) String " + name);
            }
            return add(StructField.ofText(path, room.value()));
        }
        if (type.isRecord() || type.isInterface() && !type.getName().startsWith("java.")) {
            return group(type, path + ".");
        }
        throw refusal(owner, name, type, "Choose another type");
    }

    private StructField add(StructField field) {
        fields.add(field);
        return field;
    }

    private static IllegalArgumentException refusal(Class<?> type, String why, String remedy) {
        return new IllegalArgumentException(
                "type cannot be a struct: " + type.getName() + ", because " + why + ". " + remedy + POSSIBLE);
    }

    private static IllegalArgumentException refusal(Class<?> owner, String name, Class<?> type, String remedy) {
        return refusal(owner, "field '" + name + "' has type " + type.getTypeName(), remedy);
    }

    /** By alignment, largest first, then by name: no gaps, and no meaning in the order of declaration. */
    static Comparator<StructField> order() {
        return Comparator.comparingInt(StructField::alignment).reversed().thenComparing(StructField::path);
    }
}
