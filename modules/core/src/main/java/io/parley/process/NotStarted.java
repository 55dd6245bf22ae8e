package io.parley.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Says why an external program could not be started: the system's own words do not tell. */
final class NotStarted {
    /** ENOENT or EACCES, in the words of several JDKs. */
    private static final Pattern MISSING_OR_FORBIDDEN = Pattern.compile("error(=|: )(2|13)\\b");

    private NotStarted() {}

    static IOException because(String program, Path directory, IOException cause) {
        return new IOException("cannot start '" + program + "': " + reason(program, directory, cause), cause);
    }

    private static String reason(String program, Path directory, IOException cause) {
        if (directory != null && !Files.isDirectory(directory)) {
            return "its working directory " + directory + " is not a directory. Create it, or choose another";
        }
        String detail = String.valueOf(cause.getMessage());
        if (!MISSING_OR_FORBIDDEN.matcher(detail).find()) {
            return detail;
        }
        if (!program.contains("/")) {
            return "no such program in PATH=" + System.getenv("PATH") + ". Install it, correct the PATH of this JVM, or"
                    + " give its full path";
        }
        Path file = directory == null ? Path.of(program) : directory.resolve(program);
        if (!Files.exists(file)) {
            return "no such file. Correct the path; a name without '/' is looked for on the PATH";
        }
        if (Files.isDirectory(file)) {
            return "it is a directory. Name the program in it";
        }
        return Files.isExecutable(file)
                ? "it cannot be executed (" + detail + "). Is it for this machine, and does the interpreter of a script"
                        + " exist?"
                : "it may not be executed. Give it the permission (chmod +x), or name its interpreter";
    }
}
