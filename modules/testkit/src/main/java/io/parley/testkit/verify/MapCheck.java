package io.parley.testkit.verify;

import io.parley.internal.map.MapFiles;
import io.parley.internal.map.MapFindings;
import io.parley.internal.map.MapLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The state file of a map and of what is one underneath, and its data file; {@code docs/spec/map.md}. */
final class MapCheck {
    private MapCheck() {}

    static void check(ObjectImage object) {
        int stripes = object.getInt(MapLayout.STRIPES);
        object.requireBetween("stripes", stripes, 1, 64);
        if (stripes < 1 || stripes > 64) {
            return;
        }
        object.requireLength(MapLayout.stripe(stripes));
        LockCellCheck.check(object, MapLayout.GROWTH_LOCK);
        long target = object.getLong(MapLayout.TARGET);
        object.requireBetween("generation", target, 1, Long.MAX_VALUE);
        for (int i = 0; i < stripes; i++) {
            int stripe = MapLayout.stripe(i);
            LockCellCheck.check(object, stripe);
            object.requireBetween("generation of stripe " + i, object.getLong(stripe + MapLayout.HOME), target, target);
            if ((object.getLong(stripe + MapLayout.VERSION) & 1) != 0) {
                object.finding("readers of stripe " + i + " wait for somebody who is not there");
            }
        }
        requireNoOtherFiles(object, target);
        MapFindings findings = new MapFiles(object.path().getParent()).check();
        findings.damages().forEach(damage -> object.finding("map is damaged: " + damage));
    }

    /** Nothing is left of older generations, of one that did not come to be, and of damage. */
    private static void requireNoOtherFiles(ObjectImage object, long target) {
        List<String> expected = List.of(MapLayout.STATE_FILE, MapLayout.DATA_PREFIX + target);
        try (Stream<Path> files = Files.list(object.path().getParent())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(MapLayout.DATA_PREFIX) && !expected.contains(name))
                    .forEach(name -> object.finding("not the map's data file, which is data." + target + ": " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
