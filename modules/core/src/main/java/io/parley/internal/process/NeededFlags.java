package io.parley.internal.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a JVM with a Parley queue in it is started with: the build's {@code parley.jvm.flags}. A manifest may have
 * granted it to this JVM invisibly, so children get it said.
 */
public final class NeededFlags {
    /** For every JVM. */
    private static final List<String> BASE = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");

    /** Against warnings; older JVMs do not start with the second one. */
    private static final List<String> JDK_23 =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private static final Set<String> ALL = all();

    private NeededFlags() {}

    private static Set<String> all() {
        Set<String> flags = new HashSet<>(BASE);
        flags.addAll(JDK_23);
        return flags;
    }

    /** The flags for a JVM of this feature version. */
    public static List<String> of(int jdk) {
        List<String> flags = new ArrayList<>(BASE);
        if (jdk >= 23) {
            flags.addAll(JDK_23);
        }
        return flags;
    }

    /** The flags for a JVM like this one. */
    public static List<String> ofThisJvm() {
        return of(Runtime.version().feature());
    }

    /** Whether it is one of these, for whatever version. */
    static boolean contains(String flag) {
        return ALL.contains(flag);
    }
}
