package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The same work in another language, from sources that travel with these classes; absent where that language is. */
public enum Baseline {
    /** A contended counter on a robust, process-shared mutex. */
    MUTEX_COUNTER("mutex_counter.c"),
    /** The same mutex, wanted by nobody else. */
    MUTEX_PAIR("mutex_pair.c"),
    /** Ping-pong between two processes on bare futexes. */
    FUTEX_PING_PONG("futex_ping_pong.c"),
    /** A contended counter on {@code multiprocessing.Lock}. */
    PYTHON_COUNTER("lock_counter.py"),
    /** Ping-pong between two processes through {@code multiprocessing.Semaphore}. */
    PYTHON_PING_PONG("semaphore_ping_pong.py"),
    /** Ping-pong between two processes through a {@code multiprocessing.Pipe}. */
    PYTHON_PIPE_PING_PONG("pipe_ping_pong.py"),
    /** A contest on a {@code multiprocessing.Manager().dict()}. */
    PYTHON_MAP("map_contest.py"),
    /** Tasks for a {@code multiprocessing.Pool}. */
    PYTHON_POOL("pool_tasks.py"),
    /** Round trips to a {@code BaseManager}. */
    PYTHON_MANAGER("remote_manager.py"),
    /** What {@code perf/bin/latency} measures, in Python. */
    PYTHON_ON_SCHEDULE("on_schedule.py"),
    /** The same with locks and signals of C. */
    C_ON_SCHEDULE("on_schedule.c");

    private static final String PYTHON = "python3";
    private static final List<String> COMPILERS = List.of("gcc", "cc");
    private static final List<String> COMPILER_FLAGS = List.of("-std=gnu11", "-O2", "-Wall", "-pthread", "-o");
    private static final List<String> HEADERS =
            List.of("clock.h", "contest_page.h", "futex.h", "robust_mutex.h", "schedule.h");

    private final String source;

    Baseline(String source) {
        this.source = source;
    }

    private boolean isScript() {
        return source.endsWith(".py");
    }

    /** Whether this machine has what it needs. */
    public boolean isPresent() {
        return tool().isPresent();
    }

    /** What is said of it where it is absent. */
    public String absence() {
        return "absent (no " + language() + ")";
    }

    /** The program that it wants to find on the path. */
    public String language() {
        return isScript() ? PYTHON : COMPILERS.get(0);
    }

    private Optional<Path> tool() {
        return (isScript() ? Stream.of(PYTHON) : COMPILERS.stream())
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The command that runs it, compiled into {@code scratch} if need be.
     *
     * @throws IllegalStateException if it is absent, or does not compile
     */
    public List<String> command(Scratch scratch, String... args) {
        Path tool = tool().orElseThrow(() -> new IllegalStateException("cannot run " + source + ": " + absence()));
        Path file = copy(source, scratch.directory());
        List<String> command = new ArrayList<>();
        if (isScript()) {
            command.addAll(List.of(tool.toString(), file.toString()));
        } else {
            command.add(compile(tool, file));
        }
        command.addAll(List.of(args));
        return command;
    }

    private static String compile(Path compiler, Path source) {
        HEADERS.forEach(header -> copy(header, source.getParent()));
        String program = source.toString().replaceFirst("\\.c$", "");
        List<String> command = new ArrayList<>();
        command.add(compiler.toString());
        command.addAll(COMPILER_FLAGS);
        command.addAll(List.of(program, source.toString()));
        Child.linesOf(command);
        return program;
    }

    private static Path copy(String name, Path directory) {
        try (InputStream in = Baseline.class.getResourceAsStream("/baseline/" + name)) {
            if (in == null) {
                throw new IllegalStateException("not in the class path: /baseline/" + name);
            }
            Path file = directory.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + name + " to " + directory, e);
        }
    }
}
