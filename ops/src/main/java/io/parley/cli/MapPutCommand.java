package io.parley.cli;

import io.parley.collection.SharedMap;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map put}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a value into a map, for everybody, in place of the one that the key has, if any.",
            "Says what it will do, and asks. Logs what it has done."
        })
final class MapPutCommand extends MapChangeCommand {
    @Parameters(index = "2", paramLabel = "KEY", description = PrintedCodec.AS_TEXT)
    private String key;

    @Parameters(index = "3", paramLabel = "VALUE", description = "Likewise.")
    private String value;

    @Override
    List<String> steps(Before before) {
        String shown = before.values().decode(before.values().encode(value));
        String old = before.value(key);
        return List.of("put " + key + " into " + before.file() + ": " + shown
                + (old == null ? "; there is no such key yet" : " in place of " + old));
    }

    @Override
    void change(SharedMap<String, String> map, Logger log, PrintWriter out) {
        String old = map.put(key, value);
        log.info("put a value into {} key={} replaced={}", map.path(), key, old != null);
        out.println("put " + key + (old == null ? "" : " in place of " + old));
    }
}
