package io.parley.process;

import java.util.ArrayList;
import java.util.List;

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

    /** Once the child runs: what reads its output here, if something does. */
    static List<LinePump> pump(Process process, ProcessOptions options, String name) {
        List<LinePump> pumps = new ArrayList<>(2);
        if (options.stdout() instanceof Stdio.Lines lines) {
            pumps.add(LinePump.start(process, process.getInputStream(), lines.consumer(), "stdout of " + name));
        }
        if (options.stderr() instanceof Stdio.Lines lines) {
            pumps.add(LinePump.start(process, process.getErrorStream(), lines.consumer(), "stderr of " + name));
        }
        return pumps;
    }
}
