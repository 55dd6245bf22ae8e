package io.parley.process;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how far one map is: in order, in a thread that nothing else depends on. */
final class ProgressReports {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");

    private final TaskOptions.Progress listener;
    private final BlockingQueue<Runnable> todo = new LinkedBlockingQueue<>();
    private boolean failed;
    private boolean ended;

    private ProgressReports(TaskOptions.Progress listener) {
        this.listener = listener;
    }

    /** Reports to that listener, or to nobody if it is null. */
    static ProgressReports to(TaskOptions.Progress listener) {
        ProgressReports reports = new ProgressReports(listener);
        if (listener != null) {
            Thread thread = new Thread(reports::work, "parley-progress");
            thread.setDaemon(true);
            thread.start();
        }
        return reports;
    }

    private void work() {
        while (!ended) {
            try {
                todo.take().run();
            } catch (InterruptedException e) {
                LOG.debug("interrupted by a progress listener; its thread goes on", e);
            }
        }
    }

    void report(long done, long total) {
        if (listener != null) {
            todo.add(() -> tell(done, total));
        }
    }

    private void tell(long done, long total) {
        try {
            listener.report(done, total);
        } catch (Throwable e) {
            if (!failed) {
                failed = true;
                LOG.warn(
                        "PLY-0106 progress listener failed: {} done={}, total={}; the map goes on",
                        listener,
                        done,
                        total,
                        e);
            }
        }
    }

    /** Does this after the last report, and ends. */
    void end(Runnable last) {
        if (listener == null) {
            last.run();
        } else {
            todo.add(() -> {
                ended = true;
                last.run();
            });
        }
    }
}
