package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A terminal of 100 columns and 30 lines with a shell in it, driven from outside by {@code tmux}. */
final class Tmux implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String socket = "parley-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();

    Tmux() throws IOException {
        run("new-session", "-d", "-x", "100", "-y", "30", "env PS1='ready> ' NO_COLOR=1 sh");
    }

    /** Whether this machine has it; {@code .ci/run} sees to that. */
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("tmux", "-V").start().onExit().join().exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Presses keys, by tmux's names: {@code q}, {@code Enter}, {@code C-z}. */
    void press(String... keys) throws IOException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(new String[0]));
    }

    /** What is to be seen. */
    String screen() throws IOException {
        return run("capture-pane", "-p");
    }

    /** Whether the other screen is, to which what was there before comes back. */
    boolean isOtherScreen() throws IOException {
        return run("display-message", "-p", "#{alternate_on}").strip().equals("1");
    }

    void resize(int columns, int lines) throws IOException {
        run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(lines));
    }

    private String run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket, "-f", "/dev/null"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process tmux = builder.start();
        String out = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tmux.onExit().join().exitValue()).as("%s: %s", command, out).isZero();
        return out;
    }

    @Override
    public void close() throws IOException {
        run("kill-server");
    }
}
