package io.parley.internal.serial;

/**
 * One pattern of a {@link ClassRule}.
 *
 * @param allows whether it lets through what it matches
 * @param kind how much of a name it says
 * @param text the name, or the start of it
 */
record ClassPattern(boolean allows, Kind kind, String text) {
    enum Kind {
        EXACT,
        PREFIX,
        PACKAGE
    }

    static ClassPattern parse(String pattern) {
        String trimmed = pattern.strip();
        boolean allows = !trimmed.startsWith("!");
        String name = allows ? trimmed : trimmed.substring(1);
        if (name.isEmpty() || name.contains("=") || name.contains("/") || name.contains(";")) {
            throw new IllegalArgumentException("not a pattern of class names: '" + pattern
                    + "'. Use com.acme.Order, com.acme.* (a package), com.acme.** (with those below) or com.acme.Ord*;"
                    + " with ! in front to refuse");
        }
        ClassPattern parsed;
        if (name.endsWith(".**")) {
            parsed = new ClassPattern(allows, Kind.PREFIX, name.substring(0, name.length() - 2));
        } else if (name.endsWith(".*")) {
            parsed = new ClassPattern(allows, Kind.PACKAGE, name.substring(0, name.length() - 1));
        } else if (name.endsWith("*")) {
            parsed = new ClassPattern(allows, Kind.PREFIX, name.substring(0, name.length() - 1));
        } else {
            parsed = new ClassPattern(allows, Kind.EXACT, name);
        }
        if (parsed.text.contains("*")) {
            throw new IllegalArgumentException(
                    "not a pattern of class names: '" + pattern + "'. A star stands at the end only");
        }
        return parsed;
    }

    boolean isExactly(String name) {
        return kind == Kind.EXACT && text.equals(name);
    }

    boolean matches(String name) {
        return switch (kind) {
            case EXACT -> text.equals(name);
            case PREFIX -> name.startsWith(text);
            case PACKAGE -> name.startsWith(text) && name.indexOf('.', text.length()) < 0;
        };
    }

    @Override
    public String toString() {
        String star = kind == Kind.PACKAGE || kind == Kind.PREFIX ? "*" : "";
        return (allows ? "" : "!") + text + star;
    }
}
