package io.parley.internal.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which classes a stream between processes may name: the JDK's values, collections and exceptions ({@link JdkClasses}),
 * and the classes of the application, which patterns can narrow. Writers are held to it as well, so that who is at
 * fault is told, and not who reads.
 *
 * <p>Decided by name where that is possible, so that a stream cannot make a process load what it may not name.
 */
public final class ClassRule {
    /** The system property with patterns for this JVM and the processes that it starts, separated by semicolons. */
    public static final String PROPERTY = "parley.process.classes";

    private static final ClassRule STANDARD = ofText(System.getProperty(PROPERTY, ""));
    private static final String OWN_PACKAGE = "io.parley.";

    private final List<ClassPattern> patterns;
    private final boolean othersAllowed;

    private ClassRule(List<ClassPattern> patterns) {
        this.patterns = patterns;
        this.othersAllowed = patterns.stream().noneMatch(ClassPattern::allows);
    }

    /** The patterns of {@link #PROPERTY}, as {@link #of} takes them; without them every class of the application. */
    static ClassRule ofText(String patterns) {
        return of(Stream.of(patterns.split(";"))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    /** What this JVM sends and reads: every class of the application, unless {@link #PROPERTY} says otherwise. */
    public static ClassRule standard() {
        return STANDARD;
    }

    /**
     * What patterns let through.
     *
     * @param patterns as in {@link java.io.ObjectInputFilter.Config#createFilter}: {@code com.acme.Order},
     *     {@code com.acme.*}, {@code com.acme.**}, {@code com.acme.Ord*}, {@code *}; with {@code !} in front they
     *     refuse. The first that matches decides; what matches none is refused, unless all patterns refuse. A class of
     *     the JDK is let through only by its whole name
     * @throws IllegalArgumentException for anything else, such as a limit or the name of a module
     */
    public static ClassRule of(List<String> patterns) {
        List<ClassPattern> parsed = new ArrayList<>();
        patterns.forEach(pattern -> parsed.add(ClassPattern.parse(pattern)));
        return new ClassRule(List.copyOf(parsed));
    }

    /** Whether a stream may name this class. */
    public boolean permits(Class<?> type) {
        Class<?> element = ClassNames.element(type);
        if (element.isPrimitive()) {
            return true;
        }
        String name = element.getName();
        return JdkClasses.isOfJdk(element)
                ? JdkClasses.permits(element) || isNamed(name)
                : isOwn(element) || permitsApplication(name);
    }

    /**
     * The class that a stream names, not initialised.
     *
     * @param name as by {@link Class#getName}
     * @param loader of the application
     * @return the class, or null if it may not be named or does not exist
     */
    public Class<?> find(String name, ClassLoader loader) {
        Class<?> primitive = ClassNames.primitive(name);
        return primitive != null ? primitive : ClassNames.find(name, element -> findElement(element, loader));
    }

    private Class<?> findElement(String name, ClassLoader loader) {
        if (JdkClasses.isOfJdk(name)) {
            return JdkClasses.find(name, isNamed(name));
        }
        if (!name.startsWith(OWN_PACKAGE) && !permitsApplication(name)) {
            return null;
        }
        Class<?> found = load(name, loader);
        // Asked again of the class itself: a name does not say who defines it.
        return found != null && permits(found) ? found : null;
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private boolean permitsApplication(String name) {
        for (ClassPattern pattern : patterns) {
            if (pattern.matches(name)) {
                return pattern.allows();
            }
        }
        return othersAllowed;
    }

    private boolean isNamed(String name) {
        for (ClassPattern pattern : patterns) {
            if (pattern.isExactly(name)) {
                return pattern.allows();
            }
        }
        return false;
    }

    /* What Parley itself sends, whatever the patterns say: processes, forms, exceptions. */
    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN_PACKAGE)
                && type.getProtectionDomain().getCodeSource() != null
                && type.getProtectionDomain()
                        .getCodeSource()
                        .equals(ClassRule.class.getProtectionDomain().getCodeSource());
    }

    @Override
    public String toString() {
        return "ClassRule" + patterns;
    }
}
