package io.parley.internal.memory;

/** What an object or a domain may be called: a plain file name that needs no escaping anywhere. */
public final class ObjectName {
    /** Longest name; leaves room for suffixes and temporary prefixes within a file system's 255 bytes. */
    public static final int MAX_LENGTH = 120;
    /** Longest name of a histogram, which may be made of another object's file name and what is measured of it. */
    public static final int MAX_HISTOGRAM_LENGTH = 160;

    private ObjectName() {}

    /**
     * Returns the name if it can be one.
     *
     * @throws IllegalArgumentException naming the first offending character or the length
     */
    public static String check(String name) {
        return check(name, MAX_LENGTH);
    }

    /**
     * Returns the name if an object of that kind can have it.
     *
     * @throws IllegalArgumentException naming the first offending character or the length
     */
    public static String check(String name, ObjectKind kind) {
        return check(name, kind == ObjectKind.HISTOGRAM ? MAX_HISTOGRAM_LENGTH : MAX_LENGTH);
    }

    /**
     * What the file or directory of an object of that name and kind is called.
     *
     * @throws IllegalArgumentException if an object of that kind cannot have the name
     */
    public static String file(String name, ObjectKind kind) {
        return check(name, kind) + "." + kind.suffix();
    }

    private static String check(String name, int longest) {
        if (name.isEmpty() || name.length() > longest) {
            throw new IllegalArgumentException("name has " + name.length() + " characters, allowed=1.." + longest
                    + ": '" + abbreviate(name) + "'. Choose another name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c < 128
                    && (Character.isLetterOrDigit(c)
                            || c == '-'
                            || c == '_'
                            || (c == '.' && i > 0 && i < name.length() - 1));
            if (!plain || (c == '.' && name.charAt(i - 1) == '.')) {
                throw new IllegalArgumentException("name '" + abbreviate(name) + "' has '" + c + "' at position " + i
                        + ". Use ASCII letters, digits, '-', '_' and single dots inside");
            }
        }
        return name;
    }

    private static String abbreviate(String name) {
        return name.length() <= 40 ? name : name.substring(0, 37) + "...";
    }
}
