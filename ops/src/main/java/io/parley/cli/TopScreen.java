package io.parley.cli;

import io.parley.cli.output.Keys;
import io.parley.cli.output.Screen;
import io.parley.cli.output.Terminal;
import io.parley.cli.top.Controls;
import io.parley.cli.top.Top;
import io.parley.cli.top.TopPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code parley top} on a terminal. */
final class TopScreen {
    private final Supplier<Top> look;
    private final Controls controls;
    private final Duration every;
    private final Terminal terminal;

    TopScreen(Supplier<Top> look, Controls controls, Duration every, Terminal.Colour colour) {
        this.look = look;
        this.controls = controls;
        this.every = every;
        this.terminal = Terminal.ofStdout(colour);
    }

    /** Until the user ends it. While the process is stopped, the terminal is as it was before. */
    void show(PrintWriter out) {
        Controls.Wish end;
        do {
            Optional<Keys> keyboard = Keys.ofTerminal();
            if (keyboard.isEmpty()) {
                throw CommandFailure.failed("no keyboard: /dev/tty cannot be read")
                        .next("parley top --rounds 10 ...");
            }
            try (Keys keys = keyboard.get();
                    Screen screen = Screen.on(out)) {
                end = show(keys, screen);
            }
            if (end == Controls.Wish.SUSPEND) {
                stop();
            }
        } while (end == Controls.Wish.SUSPEND);
    }

    private Controls.Wish show(Keys keys, Screen screen) {
        Terminal.Size size = Terminal.size();
        Top found = look.get();
        long due = System.nanoTime() + every.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            screen.draw(TopPage.lines(found, controls, terminal, size));
            int key = keys.poll(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            Controls.Wish wish = isCode(key, keys) ? Controls.Wish.SHOW : controls.press(key);
            if (wish == Controls.Wish.QUIT || wish == Controls.Wish.SUSPEND) {
                return wish;
            }
            if (key == Keys.NONE) {
                size = Terminal.size();
                due = System.nanoTime() + every.toNanos();
            }
            if (wish == Controls.Wish.LOOK) {
                found = look.get();
            }
        }
        return Controls.Wish.QUIT;
    }

    /** Whether it is a key such as an arrow, whose code has more bytes, up to a letter; takes these. */
    private static boolean isCode(int key, Keys keys) {
        int next = key == Keys.ESCAPE ? keys.poll(Duration.ZERO) : Keys.NONE;
        boolean code = next != Keys.NONE;
        while (next == '[' || next == 'O' || next > Keys.NONE && next < '@') {
            next = keys.poll(Duration.ZERO);
        }
        return code;
    }

    /** As Ctrl-Z does elsewhere; goes on here when the shell says so. */
    private static void stop() {
        try {
            new ProcessBuilder(
                            "sh", "-c", "kill -STOP " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException noShell) {
            throw CommandFailure.failed("cannot stop: " + noShell);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
