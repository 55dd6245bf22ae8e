package io.parley.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Where a child's output goes. */
final class Streams {
    private Streams() {}

    /** Before the child is started. */
    static void redirect(ProcessBuilder command, ProcessOptions options) {
        command.redirectOutput(redirect(options.stdout())).redirectError(redirect(options.stderr()));
    }

    private static ProcessBuilder.Redirect redirect(Stdio target) {
        if (target instanceof Stdio.Inherit) {
            return ProcessBuilder.Redirect.INHERIT;
        }
        if (target instanceof Stdio.Discard) {
            return ProcessBuilder.Redirect.DISCARD;
        }
        if (target instanceof Stdio.ToFile file) {
            return file.append()
                    ? ProcessBuilder.Redirect.appendTo(file.file().toFile())
                    : ProcessBuilder.Redirect.to(file.file().toFile());
        }
        return ProcessBuilder.Redirect.PIPE;
    }

    /** Once the child runs. */
    static void pump(Process process, ProcessOptions options, String name) {
        if (options.stdout() instanceof Stdio.Lines lines) {
            pump(process.getInputStream(), lines.consumer(), "stdout of " + name);
        }
        if (options.stderr() instanceof Stdio.Lines lines) {
            pump(process.getErrorStream(), lines.consumer(), "stderr of " + name);
        }
    }

    private static void pump(InputStream source, Consumer<? super String> consumer, String name) {
        Thread pump = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(new InputStreamReader(source))) {
                        lines.lines().forEach(consumer);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                name);
        pump.setDaemon(true);
        pump.start();
    }
}
