package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.MapReport;
import io.parley.collection.SharedMap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A map's file is damaged: which part, what is left, and how to get it out. */
public final class SavedMap {
    private SavedMap() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        try (Parley parley = Parley.open("saved-" + ProcessHandle.current().pid())) {
            SharedMap<String, String> capitals = parley.map("capitals", Codecs.utf8(), Codecs.utf8());
            capitals.put("de", "Berlin");
            capitals.put("fr", "Paris");
            capitals.put("it", "Rome");
            System.out.println("intact: " + capitals.verify().isIntact());

            damage(capitals.path(), "Paris");
            MapReport report = SharedMap.verify(capitals.path());
            System.out.println("entries left: " + report.entries());
            for (MapReport.Damage each : report.damages()) {
                System.out.println("a place is named: " + (each.segment() >= 0 && each.offset() > 0));
            }

            SharedMap<String, String> saved = parley.map("saved", Codecs.utf8(), Codecs.utf8());
            System.out.println("saved: " + saved.salvage(capitals.path()).entries());
            System.out.println(new TreeMap<>(saved));
            parley.delete();
        }
    }

    private static void damage(Path map, String text) throws IOException {
        try (Stream<Path> all = Files.list(map)) {
            List<Path> data = all.filter(file -> file.getFileName().toString().startsWith("data."))
                    .toList();
            byte[] bytes = Files.readAllBytes(data.get(0));
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
            try (RandomAccessFile raw = new RandomAccessFile(data.get(0).toFile(), "rw")) {
                raw.seek(at);
                raw.write('?');
            }
        }
    }
}
