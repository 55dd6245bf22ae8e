package io.parley.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An external program and how it is run: {@link #of} or {@link #shell}, and a {@code with} method for each thing that
 * differs. Its input is empty, its output goes to where this JVM's goes, it has no time limit and may end as it likes,
 * unless said otherwise. Immutable: each {@code with} method returns a copy.
 *
 * <p><b>Differs from Python:</b> the input is empty, not this process's, if nothing is said.
 */
public final class CommandSpec {
    /** How much of each stream is captured at most, if nothing is said: 64 MiB. */
    public static final long DEFAULT_MAX_BYTES = 64L << 20;

    private final List<String> args;
    private CommandInput input = new CommandInput.Empty();
    private boolean capture;
    private Stdio stdout;
    private Stdio stderr;
    private boolean merged;
    private long maxBytes = DEFAULT_MAX_BYTES;
    private Duration timeout;
    private boolean check;
    private Path directory;
    private boolean clearEnvironment;
    private Map<String, String> environment = Map.of();
    private Charset charset = StandardCharsets.UTF_8;

    private CommandSpec(List<String> args) {
        this.args = args;
    }

    private CommandSpec(CommandSpec other) {
        args = other.args;
        input = other.input;
        capture = other.capture;
        stdout = other.stdout;
        stderr = other.stderr;
        merged = other.merged;
        maxBytes = other.maxBytes;
        timeout = other.timeout;
        check = other.check;
        directory = other.directory;
        clearEnvironment = other.clearEnvironment;
        environment = other.environment;
        charset = other.charset;
    }

    /**
     * A program and its arguments. No shell sees them, so nothing in them is special.
     *
     * @param program its name, looked for on the PATH, or its path
     * @param arguments what it is given
     * @return how to run it
     * @throws IllegalArgumentException if the program's name is empty or something contains a NUL
     */
    public static CommandSpec of(String program, String... arguments) {
        if (program.isEmpty()) {
            throw new IllegalArgumentException("program has no name: ''. Give a name on the PATH, or a path");
        }
        return new CommandSpec(checked(concat(List.of(program), List.of(arguments))));
    }

    /**
     * A line for {@code /bin/sh -c}: with variables, pipes and patterns. Text from elsewhere does not belong into the
     * line; pass it as an argument, which is {@code $1} and so on in the line.
     *
     * @param line what the shell is to do
     * @param arguments the shell's {@code $1}, {@code $2} and so on
     * @return how to run it
     * @throws IllegalArgumentException if something contains a NUL
     */
    public static CommandSpec shell(String line, String... arguments) {
        List<String> shell = List.of("/bin/sh", "-c", line);
        return new CommandSpec(
                checked(arguments.length == 0 ? shell : concat(concat(shell, List.of("/bin/sh")), List.of(arguments))));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<String> checked(List<String> args) {
        for (String arg : args) {
            if (arg.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("argument contains a NUL: '" + arg.replace("\0", "\\0")
                        + "'. No program can be given one; pass it as input");
            }
        }
        return args;
    }

    /**
     * With input.
     *
     * @param bytes what it reads; then the end of its input
     * @return a copy
     */
    public CommandSpec withInput(byte[] bytes) {
        return withInput(new CommandInput.Bytes(bytes.clone()));
    }

    /**
     * With input, in the command's charset, whether that is set before or afterwards.
     *
     * @param text what it reads; then the end of its input
     * @return a copy
     */
    public CommandSpec withInput(String text) {
        return withInput(new CommandInput.Text(text));
    }

    /**
     * With a file as input.
     *
     * @param file what it reads
     * @return a copy
     */
    public CommandSpec withInput(Path file) {
        return withInput(new CommandInput.File(file));
    }

    /**
     * With this process's standard input, for a program that asks the user.
     *
     * @return a copy
     */
    public CommandSpec withInheritedInput() {
        return withInput(new CommandInput.Inherited());
    }

    /**
     * With input that is written while it runs, by {@link RunningCommand#write}. Not for {@link Commands#run}.
     *
     * @return a copy
     */
    public CommandSpec withPipedInput() {
        return withInput(new CommandInput.Piped());
    }

    private CommandSpec withInput(CommandInput chosen) {
        if (!(input instanceof CommandInput.Empty)) {
            throw contradiction("input is " + input + " and would also be " + chosen);
        }
        CommandSpec copy = new CommandSpec(this);
        copy.input = chosen;
        return copy;
    }

    /**
     * Captures standard output and standard error, each for itself, for {@link CompletedCommand#stdout()} and
     * {@link CompletedCommand#stderr()}. One of them can still go elsewhere, when that is said first.
     *
     * @return a copy
     * @throws IllegalArgumentException if both already go elsewhere
     */
    public CommandSpec withCapture() {
        if (stdout != null && (stderr != null || merged)) {
            throw contradiction("output is captured, but stdout goes to " + stdout + " and stderr to "
                    + (merged ? "the same place" : stderr.toString()));
        }
        CommandSpec copy = new CommandSpec(this);
        copy.capture = true;
        return copy;
    }

    /**
     * Sends standard error to where standard output goes, in the order of writing.
     *
     * @return a copy
     * @throws IllegalArgumentException if standard error already goes elsewhere
     */
    public CommandSpec withMergedStderr() {
        if (stderr != null) {
            throw contradiction("stderr goes to " + stderr + " and would also go to where stdout goes");
        }
        CommandSpec copy = new CommandSpec(this);
        copy.merged = true;
        return copy;
    }

    /**
     * Sends standard output somewhere else.
     *
     * @param target where
     * @return a copy
     * @throws IllegalArgumentException if it is captured, or already goes elsewhere
     */
    public CommandSpec withStdout(Stdio target) {
        Objects.requireNonNull(target, "target");
        if (capture || stdout != null) {
            throw contradiction("stdout is " + (capture ? "captured" : "sent to " + stdout) + " and would also go to "
                    + target + (capture ? ". Say where a single stream goes before withCapture()" : ""));
        }
        CommandSpec copy = new CommandSpec(this);
        copy.stdout = target;
        return copy;
    }

    /**
     * Sends standard error somewhere else.
     *
     * @param target where
     * @return a copy
     * @throws IllegalArgumentException if it is captured, merged, or already goes elsewhere
     */
    public CommandSpec withStderr(Stdio target) {
        Objects.requireNonNull(target, "target");
        if (capture || merged || stderr != null) {
            throw contradiction("stderr is "
                    + (capture ? "captured" : merged ? "merged into stdout" : "sent to " + stderr)
                    + " and would also go to " + target
                    + (capture ? ". Say where a single stream goes before withCapture()" : ""));
        }
        CommandSpec copy = new CommandSpec(this);
        copy.stderr = target;
        return copy;
    }

    /**
     * With another limit for what is captured of each stream. A command that prints more is ended.
     *
     * @param bytes how many at most
     * @return a copy
     * @throws IllegalArgumentException if it is below 1, or more than an array can hold
     */
    public CommandSpec withMaxBytes(long bytes) {
        long most = Integer.MAX_VALUE - 8;
        if (bytes < 1 || bytes > most) {
            throw new IllegalArgumentException("maxBytes must be 1.." + most + ", was " + bytes
                    + ". Send more than that to a file: withStdout(Stdio.to(file))");
        }
        CommandSpec copy = new CommandSpec(this);
        copy.maxBytes = bytes;
        return copy;
    }

    /**
     * With a time limit, after which the command and every process that it started are killed.
     *
     * @param limit how long it may run
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public CommandSpec withTimeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, was " + limit);
        }
        CommandSpec copy = new CommandSpec(this);
        copy.timeout = limit;
        return copy;
    }

    /**
     * Treats every end but exit code 0 as a failure: a {@link CommandFailedException}.
     *
     * @return a copy
     */
    public CommandSpec withCheck() {
        CommandSpec copy = new CommandSpec(this);
        copy.check = true;
        return copy;
    }

    /**
     * With another working directory.
     *
     * @param where an existing directory
     * @return a copy
     */
    public CommandSpec withDirectory(Path where) {
        CommandSpec copy = new CommandSpec(this);
        copy.directory = Objects.requireNonNull(where, "directory");
        return copy;
    }

    /**
     * With one more variable in its environment.
     *
     * @param key the variable
     * @param value its value
     * @return a copy
     * @throws IllegalArgumentException if the key is empty or contains {@code =}, or one of both contains a NUL
     */
    public CommandSpec withEnvironment(String key, String value) {
        if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a variable for the environment: '" + key + "'='" + value
                    + "'. The name needs a character and has no '=', and neither has a NUL");
        }
        CommandSpec copy = new CommandSpec(this);
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(key, value);
        copy.environment = Map.copyOf(more);
        return copy;
    }

    /**
     * Without the environment of this process: only what {@link #withEnvironment} adds.
     *
     * @return a copy
     */
    public CommandSpec withClearEnvironment() {
        CommandSpec copy = new CommandSpec(this);
        copy.clearEnvironment = true;
        return copy;
    }

    /**
     * With another charset for input and captured text; UTF-8 if nothing is said.
     *
     * @param forText how text is turned to bytes and back
     * @return a copy
     */
    public CommandSpec withCharset(Charset forText) {
        CommandSpec copy = new CommandSpec(this);
        copy.charset = Objects.requireNonNull(forText, "charset");
        return copy;
    }

    private IllegalArgumentException contradiction(String both) {
        return new IllegalArgumentException("contradictory options for " + this + ": " + both);
    }

    /**
     * The program and its arguments; of a shell's line, the shell's.
     *
     * @return what is executed
     */
    public List<String> args() {
        return args;
    }

    /** Starts it, with its streams as they are wanted. */
    Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(args);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        if (clearEnvironment) {
            builder.environment().clear();
        }
        builder.environment().putAll(environment);
        Streams.redirect(
                builder,
                ProcessOptions.defaults()
                        .withStdout(stdout == null ? Stdio.inherit() : stdout)
                        .withStderr(stderr == null ? Stdio.inherit() : stderr));
        if (capturesStdout()) {
            builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
        if (capturesStderr()) {
            builder.redirectError(ProcessBuilder.Redirect.PIPE);
        }
        builder.redirectErrorStream(merged).redirectInput(input.redirect());
        try {
            return builder.start();
        } catch (IOException e) {
            throw NotStarted.because(args.get(0), directory, e);
        }
    }

    boolean capturesStdout() {
        return capture && stdout == null;
    }

    boolean capturesStderr() {
        return capture && stderr == null && !merged;
    }

    CommandInput input() {
        return input;
    }

    Stdio stdout() {
        return stdout;
    }

    Stdio stderr() {
        return stderr;
    }

    long maxBytes() {
        return maxBytes;
    }

    Duration timeout() {
        return timeout;
    }

    boolean check() {
        return check;
    }

    Charset charset() {
        return charset;
    }

    @Override
    public String toString() {
        return "CommandSpec(" + String.join(" ", args) + ")";
    }
}
