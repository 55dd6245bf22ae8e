package io.parley.manager.internal.sync;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks whether threads of this process end holding locks of other hosts, and lets the server pass those on. One thread
 * for all managers, and only while locks are held.
 */
final class HolderWatch {
    private static final long EVERY_MS = 200;
    private static final Set<RemoteLock> HELD = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean RUNNING = new AtomicBoolean();
    private static final ScheduledThreadPoolExecutor TICKER = ticker();

    private HolderWatch() {}

    private static ScheduledThreadPoolExecutor ticker() {
        ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "parley-remote-holders");
            made.setDaemon(true);
            return made;
        });
        ticker.setKeepAliveTime(2 * EVERY_MS, TimeUnit.MILLISECONDS);
        ticker.allowCoreThreadTimeOut(true);
        return ticker;
    }

    /** A thread holds that lock since just now. */
    static void add(RemoteLock lock) {
        if (HELD.add(lock)) {
            runAgain();
        }
    }

    private static void runAgain() {
        if (!HELD.isEmpty() && RUNNING.compareAndSet(false, true)) {
            TICKER.schedule(HolderWatch::look, EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static void look() {
        for (RemoteLock lock : HELD) {
            if (!lock.abandonOfTheDead()) {
                HELD.remove(lock);
                if (lock.abandonOfTheDead()) {
                    HELD.add(lock);
                }
            }
        }
        RUNNING.set(false);
        runAgain();
    }
}
