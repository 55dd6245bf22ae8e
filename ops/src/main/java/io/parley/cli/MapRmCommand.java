package io.parley.cli;

import io.parley.collection.SharedMap;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map rm}. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        description = {
            "Removes a key and its value from a map, for everybody; exit code 4 if there is none.",
            "Says what it will do, and asks. Logs what it has done. The map stays; parley rm deletes it."
        })
final class MapRmCommand extends MapChangeCommand {
    @Parameters(index = "2", paramLabel = "KEY", description = PrintedCodec.AS_TEXT)
    private String key;

    @Override
    List<String> steps(Before before) {
        String old = before.value(key);
        if (old == null) {
            throw CommandFailure.notFound("no key " + key);
        }
        return List.of("remove " + key + " from " + before.file() + ": " + old);
    }

    @Override
    void change(SharedMap<String, String> map, Logger log, PrintWriter out) {
        String old = map.remove(key);
        if (old == null) {
            throw CommandFailure.notFound("somebody else has removed the key meanwhile: " + key);
        }
        log.info("removed a key from {} key={}", map.path(), key);
        out.println("removed " + key + ": " + old);
    }
}
