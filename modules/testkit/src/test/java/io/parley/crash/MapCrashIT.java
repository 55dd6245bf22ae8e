package io.parley.crash;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * A process is killed at every step of changing an entry: the entry is old or new, everything acknowledged is there,
 * and the others go on.
 */
@Timeout(600)
class MapCrashIT extends MapCrashContract {
    /** Makes the map grow now and not later: each move to another file would set right what is to be seen. */
    @Override
    void open(Parley parley) {
        super.open(parley);
        for (int i = 0; i < 2 * TO_REMOVE; i++) {
            versions.put(MapVersions.key(Control.VICTIM, i));
        }
        versions.removeAll(Control.VICTIM);
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("insert", Failpoint.MAP_ALLOCATED_BEFORE_WRITE),
                Death.in("insert", Failpoint.MAP_ENTRY_HALF_WRITTEN),
                Death.in("insert", Failpoint.MAP_WRITTEN_BEFORE_SLOT),
                Death.in("insert", Failpoint.MAP_SLOT_BEFORE_VERSION),
                Death.in("insert", Failpoint.MAP_VERSION_BEFORE_FREE),
                Death.in("insert", Failpoint.MAP_BEFORE_WAKE),
                Death.in("overwrite", Failpoint.MAP_ALLOCATED_BEFORE_WRITE),
                Death.in("overwrite", Failpoint.MAP_ENTRY_HALF_WRITTEN),
                Death.in("overwrite", Failpoint.MAP_WRITTEN_BEFORE_SLOT),
                Death.in("overwrite", Failpoint.MAP_SLOT_BEFORE_VERSION),
                Death.in("overwrite", Failpoint.MAP_VERSION_BEFORE_FREE),
                Death.in("compute", Failpoint.MAP_ENTRY_HALF_WRITTEN),
                Death.in("compute", Failpoint.MAP_SLOT_BEFORE_VERSION),
                Death.in("merge", Failpoint.MAP_WRITTEN_BEFORE_SLOT),
                Death.in("remove", Failpoint.MAP_SLOT_BEFORE_VERSION),
                Death.in("remove", Failpoint.MAP_REMOVING_ODD),
                Death.in("remove", Failpoint.MAP_SLOT_SHIFTED),
                Death.in("remove", Failpoint.MAP_VERSION_BEFORE_FREE),
                Death.in("remove", Failpoint.MAP_FREED_BEFORE_COUNT));
    }
}
