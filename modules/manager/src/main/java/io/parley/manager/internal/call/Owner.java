package io.parley.manager.internal.call;

import io.parley.manager.internal.server.Holding;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A session's objects and calls: the objects end with it, and the calls are interrupted. */
final class Owner implements Holding {
    private static final int MOST_OBJECTS = 10_000;

    private final Host host;
    private final Set<Referent> objects = new HashSet<>();
    private final Set<CompletableFuture<?>> calls = ConcurrentHashMap.newKeySet();
    private final Map<Long, CompletableFuture<?>> interruptible = new ConcurrentHashMap<>();
    private boolean over;

    Owner(Host host) {
        this.host = host;
    }

    /** It is this one's from now on. */
    synchronized void add(Referent object) {
        if (over) {
            throw new IllegalStateException("the session is over; its objects are destroyed");
        }
        if (objects.size() >= MOST_OBJECTS) {
            throw new IllegalStateException("too many objects belong to the session: objects=" + objects.size()
                    + ", typeid=" + object.ref().typeid()
                    + ". Destroy those that are not needed: RegisteredObject.of(proxy).destroy()");
        }
        objects.add(object);
    }

    /** It is not this one's any more. */
    synchronized void remove(Referent object) {
        objects.remove(object);
    }

    void begin(CompletableFuture<?> call) {
        calls.add(call);
        call.whenComplete((reply, failure) -> calls.remove(call));
        if (isOver()) {
            call.cancel(true);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** A call that its caller may interrupt by that number; 0 if not. */
    void interruptible(long number, CompletableFuture<?> call) {
        if (number != 0) {
            interruptible.put(number, call);
            call.whenComplete((reply, failure) -> interruptible.remove(number, call));
        }
    }

    /** The caller was interrupted. */
    void interrupt(long number) {
        if (interruptible.get(number) instanceof Lane.Task task) {
            task.interrupt();
        }
    }

    @Override
    public void sessionEnded(boolean lost) {
        Set<Referent> left;
        synchronized (this) {
            over = true;
            left = Set.copyOf(objects);
            objects.clear();
        }
        calls.forEach(call -> call.cancel(true));
        left.forEach(host::end);
    }
}
