package io.parley.internal.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a child JVM: like this JVM's, plus what its spec says.
 *
 * <pre>
 *   java  flags Parley needs  this JVM's flags  the spec's flags  archive  paths  main class  arguments
 * </pre>
 *
 * <p>Later flags win, so the spec's are stronger than those that are inherited.
 */
public final class JvmCommand {
    /**
     * Says to the main class: use a domain in the directory behind this, load what is named then, wait for a target.
     */
    public static final String IN_ADVANCE = "in-advance";
    /** Says to the main class: use a domain in the directory behind this, load what is named then, and end. */
    public static final String ARCHIVING = "archiving";

    /** The kernel takes 128 KiB for one argument, with the zero behind it, whatever the limit for all of them is. */
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

    private final JvmSpec spec;
    private final JavaHome home;
    private final LaunchPath path;

    private JvmCommand(JvmSpec spec) {
        this.spec = spec;
        this.home = JavaHome.at(spec.javaHome());
        this.path = LaunchPath.ofThisJvm(spec.classPath());
    }

    /**
     * A child that reads at once what to run. The command has environment and working directory; where its streams go
     * is the caller's matter.
     *
     * @throws IllegalArgumentException if the spec's Java home has no Java
     * @throws IllegalStateException if too many processes are below one another, or the class path cannot be told
     * @throws IOException if the command line is too long and cannot be put into a file
     */
    public static ProcessBuilder of(JvmSpec spec) throws IOException {
        return new JvmCommand(spec).starting(List.of());
    }

    /** A child that loads what it will need before it reads what to run; otherwise like {@link #of}. */
    public static ProcessBuilder inAdvance(JvmSpec spec) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(IN_ADVANCE, LaunchCache.scratch()));
        arguments.addAll(spec.preload());
        return new JvmCommand(spec).starting(arguments);
    }

    private ProcessBuilder starting(List<String> arguments) throws IOException {
        List<String> flags = flags();
        if (spec.classDataSharing()) {
            flags.addAll(ClassArchive.flags(this, flags));
        }
        return with(flags, arguments);
    }

    /** A child that loads what others will need, leaves an archive of it, and ends. */
    ProcessBuilder archiving(List<String> moreFlags, Path scratch) throws IOException {
        List<String> flags = flags();
        flags.addAll(moreFlags);
        List<String> arguments = new ArrayList<>(List.of(ARCHIVING, scratch.toString()));
        arguments.addAll(spec.preload());
        return with(flags, arguments);
    }

    /** A child that finds nothing to run and ends, if it can start at all with these flags. */
    ProcessBuilder checking(List<String> moreFlags) throws IOException {
        List<String> flags = flags();
        flags.addAll(moreFlags);
        return with(flags, List.of()).redirectInput(new File("/dev/null"));
    }

    JavaHome home() {
        return home;
    }

    LaunchPath path() {
        return path;
    }

    JvmSpec spec() {
        return spec;
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(NeededFlags.of(home.feature()));
        if (spec.inheritFlags()) {
            flags.addAll(InheritedFlags.of(System.getenv(), home, spec.jvmFlags()));
        }
        flags.addAll(spec.jvmFlags());
        return flags;
    }

    private ProcessBuilder with(List<String> flags, List<String> arguments) throws IOException {
        List<String> options = new ArrayList<>(flags);
        options.addAll(path.arguments(spec.mainClass()));
        List<String> line = new ArrayList<>();
        line.add(home.executable());
        line.addAll(shortened(options));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        OptionVariables.clean(environment);
        environment.putAll(spec.environment());
        environment.put(LaunchDepth.VARIABLE, LaunchDepth.ofChild(System.getenv()));
        if (spec.workingDirectory() != null) {
            builder.directory(spec.workingDirectory().toFile());
        }
        return builder;
    }

    /* A class path can be as long as it likes in a file that the launcher reads. */
    private static List<String> shortened(List<String> options) throws IOException {
        if (options.stream().noneMatch(option -> option.getBytes().length >= LONGEST_ARGUMENT)) {
            return options;
        }
        StringBuilder content = new StringBuilder();
        for (String option : options) {
            content.append('"')
                    .append(option.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"\n");
        }
        return List.of("@" + LaunchCache.write(content.toString(), LaunchCache.COMMAND_SUFFIX));
    }
}
