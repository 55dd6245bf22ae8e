package io.parley.crash;

import static org.awaitility.Awaitility.await;

import io.parley.internal.crash.Failpoint;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * A process is killed while it empties a map, makes it grow or shrink, or repairs what another one left: nothing is
 * lost, the next one goes on from there, and no files pile up.
 */
@Timeout(600)
class MapMoveCrashIT extends MapCrashContract {
    @Override
    void afterDeath(Death death) {
        super.afterDeath(death);
        versions.map.compact();
        await().untilAsserted(() -> requireFiles(versions.map));
    }

    @Override
    List<Death> deaths() {
        return List.of(
                Death.in("clear", Failpoint.MAP_CLEARING),
                Death.in("grow", Failpoint.MAP_GROW_CREATED).atOnce(),
                Death.in("grow", Failpoint.MAP_GROW_TARGET_SET).atOnce(),
                Death.in("grow", Failpoint.MAP_GROW_HALF_COPIED).atOnce(),
                Death.in("grow", Failpoint.MAP_GROW_HOME_SET).atOnce(),
                Death.in("grow", Failpoint.MAP_GROW_STRIPE_MOVED),
                Death.in("grow", Failpoint.MAP_GROW_BEFORE_DELETE),
                Death.in("compact", Failpoint.MAP_GROW_HALF_COPIED).atOnce(),
                Death.in("other", Failpoint.MAP_REPAIR_HALF_DONE)
                        .after(Death.in("overwrite", Failpoint.MAP_ENTRY_HALF_WRITTEN)),
                Death.in("other", Failpoint.MAP_REPAIR_HALF_DONE).after(Death.in("remove", Failpoint.MAP_SLOT_SHIFTED)),
                Death.in("grow", Failpoint.MAP_GROW_HALF_COPIED)
                        .after(Death.in("grow", Failpoint.MAP_GROW_STRIPE_MOVED)));
    }
}
