package io.parley.perf.compare;

import io.parley.perf.rig.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** JMH as somebody starts it who wants to compare. */
final class Jmh {
    private Jmh() {}

    /**
     * Measures with allocation, in so many JVMs for each benchmark. They do not care who else measures at the same
     * time: nobody looks at the times themselves.
     *
     * @return the file
     */
    static Path run(int jvms, List<String> wanted, Path file) {
        List<String> args = new ArrayList<>(wanted);
        args.addAll(List.of("-f", Integer.toString(jvms), "-prof", "gc", "-foe", "true"));
        args.addAll(List.of("-v", "SILENT", "-o", file + ".out"));
        args.addAll(List.of("-rf", "json", "-rff", file.toString()));
        try (ChildJvm jmh = ChildJvm.start(Main.class, List.of("-Djmh.ignoreLock=true"), args)) {
            jmh.awaitEnd();
        }
        return file;
    }
}
