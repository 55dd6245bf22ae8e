package io.parley.observe;

import io.parley.internal.map.ListLayout;
import io.parley.internal.map.MapGlance;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps and what is made of them, in mapped files. */
final class CollectionLook {
    private CollectionLook() {}

    static ObjectSnapshot.Entries entries(Path directory) {
        MapGlance map = MapGlance.of(directory);
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("writes", map.writes());
        counters.put("contended", map.contended());
        counters.put("recoveries", map.recoveries());
        counters.put("repairs", map.repairs());
        counters.put("moves", map.moves());
        counters.put("damaged", map.damaged());
        counters.put("size", map.entries());
        return new ObjectSnapshot.Entries(
                map.keyCodec(),
                map.valueCodec(),
                map.isOrdered(),
                map.entries(),
                map.parts().stream().mapToLong(MapGlance.Part::entriesAtMost).sum(),
                used(map),
                room(map),
                map.parts().size(),
                map.generation(),
                counters);
    }

    private static long used(MapGlance map) {
        return map.parts().stream().mapToLong(MapGlance.Part::bytes).sum();
    }

    private static long room(MapGlance map) {
        return map.parts().stream().mapToLong(MapGlance.Part::bytesAtMost).sum();
    }

    static ObjectSnapshot list(People people, Path directory) {
        Path file = directory.resolve(ListLayout.FILE);
        ObjectGlance order = ObjectGlance.of(file);
        if (order.verdict() != ObjectGlance.Verdict.READY || order.kind() != ObjectKind.LIST_ORDER) {
            return new ObjectSnapshot.Unreadable(
                    order.problem().isEmpty() ? "list without the order of its elements: " + file : order.problem());
        }
        Memory memory = order.map();
        MapGlance elements = MapGlance.of(directory);
        return new ObjectSnapshot.Sequence(
                elements.valueCodec(),
                ListLayout.size(memory.getLongVolatile(ListLayout.WORD)),
                memory.getLongVolatile(ListLayout.VERSION),
                used(elements),
                room(elements),
                people.lock(memory, ListLayout.LOCK, file));
    }
}
