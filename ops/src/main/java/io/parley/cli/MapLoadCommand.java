package io.parley.cli;

import io.parley.collection.SharedMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Puts what parley map dump has written into a map, for everybody; other keys stay as they are.",
            "Reads and checks the whole file first. Says what it will do, and asks. Entries come one after the other:",
            "if it is interrupted, run it again. Logs what it has done."
        })
final class MapLoadCommand extends MapChangeCommand {
    @Parameters(index = "2", paramLabel = "FILE", description = "A line for each entry: key, tab, value.")
    private Path file;

    private final Map<String, String> entries = new LinkedHashMap<>();

    @Override
    List<String> steps(Before before) {
        read(before.keys(), before.values());
        Set<ByteBuffer> given = new HashSet<>();
        entries.keySet().forEach(key -> given.add(ByteBuffer.wrap(before.keys().encode(key))));
        long[] present = {0};
        before.entries().forEach(entry -> present[0] += given.contains(ByteBuffer.wrap(entry.key())) ? 1 : 0);
        return List.of("put " + entries.size() + " entries of " + file + " into " + before.file() + ": "
                + present[0] + " keys are there already and get the value of the file; the map has "
                + before.map().entries() + " entries");
    }

    private void read(PrintedCodec keys, PrintedCodec values) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + file + ": " + e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int tab = line.indexOf('\t');
            if (tab < 0 || line.indexOf('\t', tab + 1) >= 0) {
                throw wrong(i, "not a key, a tab and a value");
            }
            String key = PrintedCodec.unescape(line.substring(0, tab));
            String value = PrintedCodec.unescape(line.substring(tab + 1));
            try {
                keys.encode(key);
                values.encode(value);
            } catch (IllegalArgumentException e) {
                throw wrong(i, e.getMessage());
            }
            entries.put(key, value);
        }
    }

    private CommandFailure wrong(int line, String what) {
        return CommandFailure.failed("nothing was done: " + file + ", line " + (line + 1) + ": " + what);
    }

    @Override
    void change(SharedMap<String, String> map, Logger log, PrintWriter out) {
        map.putAll(entries);
        log.info("put {} entries into {} from={}", entries.size(), map.path(), file);
        out.println("put " + entries.size() + " entries; the map has " + map.longSize());
    }
}
