package io.parley.cli;

import io.parley.internal.process.NeededFlags;

/** A program as a command line for bash, for what a page calls {@code java Producer}. */
final class JavaLine {
    private JavaLine() {}

    static String of(Class<?> program, Object... args) {
        StringBuilder line = new StringBuilder("'" + System.getProperty("java.home") + "/bin/java'");
        NeededFlags.ofThisJvm().forEach(flag -> line.append(' ').append(flag));
        line.append(" -cp '" + System.getProperty("java.class.path") + "' '" + program.getName() + "'");
        for (Object arg : args) {
            line.append(" '").append(arg).append('\'');
        }
        return line.toString();
    }
}
