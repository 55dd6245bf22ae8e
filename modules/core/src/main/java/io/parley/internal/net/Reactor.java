package io.parley.internal.net;

import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this JVM that watches sockets for others: it accepts and greets for listeners, and rings the bells
 * of those who wait for a connection beside other things. A daemon; begins with the first channel and ends with the
 * last.
 */
final class Reactor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.net");
    private static final long NS_PER_MS = 1_000_000;

    private static Reactor current;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** What is done for a channel, in the reactor's thread; must not block. */
    interface Watcher {
        /** The channel is ready for one of the operations that were asked for. */
        void ready(SelectionKey key) throws IOException;

        /** When to call {@link #expired} (monotonic ns); {@link Long#MAX_VALUE} for never. */
        default long deadlineNs() {
            return Long.MAX_VALUE;
        }

        /** The deadline passed. */
        default void expired(SelectionKey key) throws IOException {}
    }

    private Reactor() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch sockets: no selector. Are there too many open files?", e);
        }
    }

    /** Has a channel watched, from soon on; if it was watched, by this watcher for these operations instead. */
    static void watch(SelectableChannel channel, int operations, Watcher watcher) {
        submit(true, reactor -> reactor.register(channel, operations, watcher));
    }

    /** Has a channel watched no more, from soon on; a closed one is forgotten as well. */
    static void forget(SelectableChannel channel) {
        submit(false, reactor -> {
            SelectionKey key = channel.keyFor(reactor.selector);
            if (key != null) {
                key.cancel();
            }
        });
    }

    private interface Task {
        void run(Reactor reactor);
    }

    private static synchronized void submit(boolean begin, Task task) {
        Reactor reactor = current;
        if (reactor == null) {
            if (!begin) {
                return;
            }
            reactor = new Reactor();
            current = reactor;
            Thread thread = new Thread(null, reactor, "parley-sockets", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
        Reactor target = reactor;
        reactor.tasks.add(() -> task.run(target));
        reactor.selector.wakeup();
    }

    private static synchronized boolean mayEnd(Reactor reactor) {
        if (!reactor.tasks.isEmpty() || !reactor.selector.keys().isEmpty()) {
            return false;
        }
        current = null;
        return true;
    }

    private void register(SelectableChannel channel, int operations, Watcher watcher) {
        try {
            SelectionKey old = channel.keyFor(selector);
            if (old != null && !old.isValid()) {
                selector.selectNow(this::ready); // a cancelled key goes away with the next selection only
            }
            channel.register(selector, operations, watcher);
        } catch (ClosedChannelException e) {
            LOG.debug("channel was closed before it was watched", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch socket", e);
        }
    }

    @Override
    public void run() {
        try (selector) {
            do {
                selector.select(this::ready, untilNextDeadline());
                expire();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    runSafely(task);
                }
                selector.selectNow(this::ready);
            } while (!mayEnd(this));
        } catch (IOException e) {
            LOG.error("PLY-0050 sockets are no longer watched in this process: the selector failed", e);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("PLY-0051 a socket could not be watched", e);
        }
    }

    private void ready(SelectionKey key) {
        step(key, ((Watcher) key.attachment())::ready);
    }

    private void expire() {
        long nowNs = SystemClock.LOCAL.monotonicNs();
        for (SelectionKey key : selector.keys()) {
            Watcher watcher = (Watcher) key.attachment();
            if (key.isValid() && watcher.deadlineNs() != Long.MAX_VALUE && watcher.deadlineNs() - nowNs <= 0) {
                step(key, watcher::expired);
            }
        }
    }

    private interface Step {
        void run(SelectionKey key) throws IOException;
    }

    /** A socket that fails must not take the others along. */
    private static void step(SelectionKey key, Step step) {
        try {
            if (key.isValid()) {
                step.run(key);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("PLY-0051 a socket could not be watched", e);
            key.cancel();
        }
    }

    /** 0 for no limit. */
    private long untilNextDeadline() {
        long next = Long.MAX_VALUE;
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()) {
                next = Math.min(next, ((Watcher) key.attachment()).deadlineNs());
            }
        }
        return next == Long.MAX_VALUE
                ? 0
                : Math.max(1, (next - SystemClock.LOCAL.monotonicNs() + NS_PER_MS - 1) / NS_PER_MS);
    }
}
