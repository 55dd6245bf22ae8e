package io.parley.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** In which order the parts of a run get cores, where there are enough each another one. */
public final class Cores {
    private static final Path SYSTEM = Path.of("/sys/devices/system/cpu");

    private Cores() {}

    /**
     * The numbers of those that the calling thread may use. Of processors that share a core, hyperthreads, the second
     * ones come when every core has a first one.
     */
    public static List<Integer> inTurns() {
        return inTurns(Pinned.allowed(), SYSTEM);
    }

    static List<Integer> inTurns(BitSet allowed, Path system) {
        return allowed.stream()
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(core -> rank(core, allowed, system))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** How many of those that share its core have smaller numbers. */
    private static int rank(int core, BitSet allowed, Path system) {
        BitSet siblings = siblings(system.resolve("cpu" + core + "/topology/thread_siblings_list"));
        siblings.and(allowed);
        return siblings.get(0, core).cardinality();
    }

    /** Of a list as the kernel writes it, {@code 0-1,4}; none where the kernel does not say. */
    private static BitSet siblings(Path file) {
        BitSet siblings = new BitSet();
        try {
            Stream.of(Files.readString(file).strip().split(",")).forEach(range -> {
                String[] ends = range.split("-");
                siblings.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            });
        } catch (NoSuchFileException e) {
            return siblings;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which processors share a core: " + file, e);
        }
        return siblings;
    }
}
