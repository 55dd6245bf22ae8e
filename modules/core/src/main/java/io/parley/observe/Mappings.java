package io.parley.observe;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Files that a view has mapped: who looks at an object again and again maps it once. What was deleted is let go of when
 * somebody lists the objects.
 *
 * <p>Thread-safe.
 */
final class Mappings {
    /** A process may have 65,530 mappings; objects beyond this many are mapped for each look. */
    private static final int MOST = 4_096;

    private final Map<Path, Mapped> mapped = new ConcurrentHashMap<>();

    private record Mapped(long generation, Memory memory) {
        boolean isOf(ObjectInfo object) {
            return object != null && object.generation().equals(Long.toHexString(generation));
        }
    }

    /** The first bytes of a file, the same number for each look at a file of that kind. */
    Memory of(ObjectGlance glance, long atMost) {
        long generation = glance.header().generation();
        Mapped before = mapped.get(glance.path());
        if (before != null && before.generation == generation) {
            return before.memory;
        }
        Memory memory = glance.map(atMost);
        if (before != null || mapped.size() < MOST) {
            mapped.put(glance.path(), new Mapped(generation, memory));
        }
        return memory;
    }

    /** Lets go of what is not in use any more; of an object that is a directory, a file in it is mapped. */
    void keep(List<ObjectInfo> objects) {
        if (!mapped.isEmpty()) {
            Map<Path, ObjectInfo> usable = objects.stream()
                    .filter(each -> each.state() == ObjectInfo.State.READY)
                    .collect(Collectors.toMap(ObjectInfo::path, each -> each));
            mapped.entrySet()
                    .removeIf(each -> !each.getValue().isOf(usable.get(each.getKey()))
                            && !each.getValue().isOf(usable.get(each.getKey().getParent())));
        }
    }
}
