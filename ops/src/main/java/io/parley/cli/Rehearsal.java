package io.parley.cli;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM does that leaves an archive of its classes to later starts of the command: looks at a domain of its own
 * as people look at theirs. {@code ops/bin/parley} starts it. Argument: a directory that does not exist yet, or is
 * empty; it is removed.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ParleyConfig config =
                ParleyConfig.at(Path.of(args[0])).withDurable(false).withProcessName("rehearsal");
        try (Parley parley = Parley.open(config)) {
            fill(parley);
            String domain = parley.directory().toString();
            for (List<String> line : lines(domain)) {
                play(line.toArray(new String[0]));
            }
            parley.delete();
        }
    }

    private static List<List<String>> lines(String domain) {
        return List.of(
                List.of("ls"),
                List.of("ls", domain),
                List.of("ls", "--json", "--domain", domain),
                List.of("stat", "--domain", domain, "lock", "number", "queue", "map"),
                List.of("stat", "--json", "--domain", domain, "lock"),
                List.of("tree", domain),
                List.of("ps", domain),
                List.of("top", "--every", "1ms", "--rounds", "1", domain),
                List.of("value", "get", "--domain", domain, "number"),
                List.of("lock", "show", "--domain", domain, "lock"),
                List.of("rm", "--dry-run", "--domain", domain, "lock"),
                List.of("reap", "--dry-run", domain),
                List.of("diagnose", domain),
                List.of("map", "ls", domain),
                List.of("map", "get", domain, "map", "key"),
                List.of("--help"));
    }

    private static void fill(Parley parley) throws InterruptedException {
        parley.lock("lock").lock();
        parley.longValue("number", 1);
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put("key", "value");
        parley.queue("queue", Codecs.utf8()).put("message");
    }

    /** As {@link ParleyCli#main}, but for the end. */
    private static void play(String... args) {
        int exitCode = ParleyCli.execute(NamedVerb.commandLine(args), null, args);
        if (exitCode != ExitCode.OK) {
            throw new IllegalStateException(String.join(" ", args) + " ended with code " + exitCode);
        }
    }
}
