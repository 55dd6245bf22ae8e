package io.parley.manager.internal.value;

import io.parley.SharedObject;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Rounds;
import io.parley.manager.internal.server.ServerContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToLongFunction;

/**
 * Those who wait for something of an object to become another than they saw: a value, an element, a version.
 *
 * <p>True as long as something is another than the first who looked at it in this round saw: who looked later saw that,
 * or something newer. So no change is missed, and none is looked at for ever.
 */
final class Changes implements Rounds {
    private final SharedObject object;
    private final Doorbell bell;
    private final IntToLongFunction read;
    private final Line line;
    private volatile Map<Integer, Long> seen = new ConcurrentHashMap<>();
    private volatile boolean deletedSeen;

    /** Of {@code object}; {@code read} reads what is waited for by its index. */
    Changes(ServerContext server, SharedObject object, IntToLongFunction read) {
        this.object = object;
        this.bell = WaitSources.of(object).bell();
        this.read = read;
        this.line = server.watcher().line(this, false);
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    @Override
    public boolean isTrue() {
        if (object.isDeleted() && !deletedSeen) {
            return true;
        }
        for (Map.Entry<Integer, Long> each : seen.entrySet()) {
            if (read.applyAsLong(each.getKey()) != each.getValue()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void roundBegins() {
        deletedSeen = object.isDeleted();
        seen = new ConcurrentHashMap<>();
    }

    /** Answers true once it is another, false when the time is up. */
    void await(Call call, int index, long known, long timeoutNs) {
        call.await(
                line,
                timeoutNs,
                asked -> {
                    ServedValue.requireNotDeleted(object);
                    long now = read.applyAsLong(index);
                    if (now != known) {
                        asked.done(true);
                        return true;
                    }
                    seen.putIfAbsent(index, now);
                    return false;
                },
                () -> call.done(false));
    }

    /** Something may have changed. */
    void happened() {
        line.retry();
    }
}
