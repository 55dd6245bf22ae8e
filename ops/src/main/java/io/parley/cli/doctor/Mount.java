package io.parley.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mounted file system.
 *
 * @param at where
 * @param type such as {@code tmpfs}
 * @param options of the mount and of the file system
 */
record Mount(Path at, String type, List<String> options) {
    private static final int POINT = 4;
    private static final int OPTIONS = 5;

    /**
     * A line of {@code /proc/self/mountinfo}: {@code id parent device root point options [tags] - type source options}.
     * Null if it is none.
     */
    static Mount parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] place = halves[0].split(" ");
        if (halves.length < 2 || place.length <= OPTIONS) {
            return null;
        }
        String[] system = halves[1].split(" ");
        List<String> options = new ArrayList<>(List.of(place[OPTIONS].split(",")));
        options.addAll(List.of(system[system.length - 1].split(",")));
        return new Mount(Path.of(unescape(place[POINT])), system[0], options);
    }

    private static String unescape(String point) {
        return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    /** What stands behind {@code name=}; empty if nothing does. */
    String option(String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    boolean isReadOnly() {
        return options.contains("ro");
    }

    boolean isMemory() {
        return type.equals("tmpfs") || type.equals("ramfs");
    }
}
