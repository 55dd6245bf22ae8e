package io.parley.internal.memory;

/** What an object or a domain may be called: a plain file name that needs no escaping anywhere. */
public final class ObjectName {
    /** Longest name; leaves room for suffixes and temporary prefixes within a file system's 255 bytes. */
    public static final int MAX_LENGTH = 120;

    private ObjectName() {}

    /**
     * Returns the name if it can be one.
     *
     * @throws IllegalArgumentException naming the first offending character or the length
     */
    public static String check(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("name has " + name.length() + " characters, allowed=1.." + MAX_LENGTH
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
