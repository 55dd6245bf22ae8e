package io.parley.cli.doctor;

import io.parley.internal.process.NeededFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** This JVM: its version, what it can do, and whether it has the flags that queues need. */
final class JavaCheck implements Check {
    private static final Module BASE = Object.class.getModule();
    private static final List<String> MODULES =
            List.of("java.logging", "java.management", "java.naming", "jdk.unsupported");

    @Override
    public List<Finding> look(Subject subject) {
        Module user = JavaCheck.class.getModule();
        return List.of(
                version(),
                modules(MODULES.stream()
                        .filter(name -> ModuleLayer.boot().findModule(name).isEmpty())
                        .toList()),
                flags(NeededFlags.ofThisJvm().stream()
                        .filter(flag -> isMissing(flag, user))
                        .toList()));
    }

    private static Finding version() {
        Path home = Path.of(System.getProperty("java.home"));
        boolean compiler = ModuleLayer.boot().findModule("jdk.compiler").isPresent();
        boolean tools = Files.isExecutable(home.resolve("bin/jcmd"));
        String value =
                Runtime.version() + " (" + System.getProperty("java.vendor") + "), " + (compiler ? "with" : "without")
                        + " a compiler, " + (tools ? "with" : "without") + " jcmd, in " + home;
        String why =
                "Parley needs Java 17 and no compiler; jcmd shows what the threads of a process do that holds others up";
        return tools
                ? Finding.ok("java", value, why)
                : Finding.notice(
                        "java", value, why, "install a JDK " + Runtime.version().feature() + " beside it");
    }

    static Finding modules(List<String> missing) {
        String why = "a runtime made with jlink has what it was given; queues need these";
        return missing.isEmpty()
                ? Finding.ok("modules", String.join(", ", MODULES), why)
                : Finding.bad(
                        "modules",
                        "missing: " + String.join(", ", missing),
                        why,
                        "jlink --add-modules " + String.join(",", missing) + " ...");
    }

    static Finding flags(List<String> missing) {
        String why = "without them, Parley opens the packages itself when the first queue is opened, and says so";
        return missing.isEmpty()
                ? Finding.ok("jvm flags", "all there", why)
                : Finding.notice(
                        "jvm flags",
                        "missing: " + String.join(" ", missing),
                        why,
                        "parley jvm-flags > parley.jvm; java @parley.jvm ...");
    }

    /** Only of what can be asked: whether packages are open. */
    private static boolean isMissing(String flag, Module user) {
        if (!flag.startsWith("--add-")) {
            return false;
        }
        String name = flag.substring(flag.indexOf('/') + 1, flag.lastIndexOf('='));
        return BASE.getPackages().contains(name)
                && !(flag.startsWith("--add-opens") ? BASE.isOpen(name, user) : BASE.isExported(name, user));
    }
}
