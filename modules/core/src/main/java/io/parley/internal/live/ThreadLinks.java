package io.parley.internal.live;

import io.parley.internal.os.RobustList;
import io.parley.internal.os.VirtualThreads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What one thread has in its list for the kernel: one entry for each domain in which it took a lock. */
final class ThreadLinks {
    private static final ThreadLocal<ThreadLinks> CURRENT = ThreadLocal.withInitial(ThreadLinks::new);

    /** None for virtual threads: they end without the kernel's knowledge. */
    private final RobustList list = VirtualThreads.isCurrent() ? null : RobustList.ofCurrentThread();

    private final List<LiveThread> entries = new ArrayList<>(1);

    private ThreadLinks() {}

    static ThreadLinks ofCurrentThread() {
        return CURRENT.get();
    }

    /** The calling thread in a domain, which it enters if need be. */
    LiveThread in(ThreadTable table) {
        for (LiveThread entry : entries) {
            if (entry.table() == table) {
                return entry;
            }
        }
        leaveClosed();
        ThreadTable.forgetUnused();
        int mark = list != null && table.canBeEntered() ? table.enter(list) : 0;
        LiveThread entry = new LiveThread(table, Thread.currentThread(), mark);
        entries.add(entry);
        return entry;
    }

    /** Takes out what belongs to domains that this process has left. */
    void leaveClosed() {
        for (Iterator<LiveThread> each = entries.iterator(); each.hasNext(); ) {
            LiveThread entry = each.next();
            if (entry.table().isClosed()) {
                each.remove();
                if (entry.mark() != 0) {
                    entry.table().leave(list, entry.mark());
                }
            }
        }
    }
}
