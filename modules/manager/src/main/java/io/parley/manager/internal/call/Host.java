package io.parley.manager.internal.call;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the objects of registered classes live: makes them, calls them, ends them. Knows nothing of connections. */
public final class Host implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final int WAITING = 8_192;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final long id = new SecureRandom().nextLong() & Long.MAX_VALUE;
    private final Map<String, Registered> classes;
    private final int maxReply;
    private final ThreadPoolExecutor threads;
    private final CallCodec codec;
    private final Map<Long, Referent> objects = new ConcurrentHashMap<>();
    private final Map<String, Referent> shared = new ConcurrentHashMap<>();
    private final Map<String, Lane> makers = new ConcurrentHashMap<>();
    private final Map<Object, Referent> byTarget = new IdentityHashMap<>();
    private final Object activity = new Object();
    private long last;
    private int active;
    private boolean draining;

    /**
     * A host of these classes.
     *
     * @param parley the domain of handles in arguments and results
     * @param classes by typeid
     * @param maxThreads how many calls run at once, of all objects
     * @param maxReply the most bytes of a result
     */
    public Host(Parley parley, Map<String, Registered> classes, int maxThreads, int maxReply) {
        this.classes = Map.copyOf(classes);
        this.maxReply = maxReply;
        this.threads = new ThreadPoolExecutor(
                maxThreads, maxThreads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), factory());
        threads.allowCoreThreadTimeOut(true);
        this.codec = new CallCodec(new Refs(), parley);
        Carried carried = new Carried();
        classes.values().forEach(each -> {
            carried.addInterface(each.type());
            each.carried().forEach(carried::add);
        });
        codec.allow(carried.classes());
        requireKnownProxies();
    }

    private static ThreadFactory factory() {
        return work -> {
            Thread thread = new Thread(work, "parley-call-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void requireKnownProxies() {
        for (Registered each : classes.values()) {
            for (MethodTable.Entry method : each.methods().entries()) {
                String typeid = each.proxyOf(method);
                if (typeid != null && !classes.containsKey(typeid)) {
                    throw new IllegalStateException("nothing is registered as '" + typeid + "', of which '"
                            + each.typeid() + "'." + method.signature() + " returns proxies. Register it before start");
                }
            }
        }
    }

    /** A new owner of objects: a session, or this process. */
    Owner owner() {
        return new Owner(this);
    }

    /** Does what a request asks for; what is wrong with it at first sight is thrown. */
    CompletableFuture<MessageBuffer> submit(int op, Owner owner, MessageReader in) {
        return switch (op) {
            case CallOps.CREATE -> create(owner, in.readUtf8(), in);
            case CallOps.GET -> get(in.readUtf8());
            case CallOps.CALL -> call(owner, in);
            case CallOps.INTERRUPT -> interrupt(owner, in.readLong());
            case CallOps.TEXT -> text(find(in.readLong()));
            case CallOps.DESTROY -> destroy(owner, in.readLong());
            case CallOps.DETACH -> detach(owner, in.readLong());
            case CallOps.IS_DESTROYED -> done(objects.containsKey(in.readLong()) ? 0 : 1);
            default ->
                throw new UnsupportedOperationException(
                        "nothing to do by that number: op=" + op + ", registered classes. Update the older side");
        };
    }

    /** In a lane, unless the server ends; counted until it is answered. */
    private CompletableFuture<MessageBuffer> in(Lane lane, Callable<CompletableFuture<MessageBuffer>> work) {
        synchronized (activity) {
            if (draining) {
                throw new IllegalStateException("the server is shutting down. Connect to another one");
            }
            active++;
        }
        CompletableFuture<MessageBuffer> answer;
        try {
            answer = lane.submit(work);
        } catch (RuntimeException | Error e) {
            over();
            throw e;
        }
        answer.whenComplete((reply, failure) -> over());
        return answer;
    }

    private void over() {
        synchronized (activity) {
            active--;
            activity.notifyAll();
        }
    }

    /** Takes no more calls, and waits that long for those there are. */
    public void drain(long timeoutNs) {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, timeoutNs);
        synchronized (activity) {
            draining = true;
            try {
                for (long leftNs = left(deadlineNs); active > 0 && leftNs > 0; leftNs = left(deadlineNs)) {
                    TimeUnit.NANOSECONDS.timedWait(activity, leftNs);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long left(long deadlineNs) {
        return Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
    }

    private CompletableFuture<MessageBuffer> create(Owner owner, String typeid, MessageReader in) {
        Registered type = registered(typeid);
        if (type.way() != Registered.Way.CREATED) {
            throw new UnsupportedOperationException("'" + typeid + "' cannot be created: "
                    + (type.way() == Registered.Way.SHARED
                            ? "all share one object. Use get()"
                            : "proxies of it come from methods of other objects only"));
        }
        return in(
                maker(type),
                () -> CompletableFuture.completedFuture(catching(() -> {
                    Object target = made(type, codec.read(in));
                    return proxy(add(owner, type, target).ref());
                })));
    }

    private CompletableFuture<MessageBuffer> get(String typeid) {
        Registered type = registered(typeid);
        if (type.way() != Registered.Way.SHARED) {
            throw new UnsupportedOperationException("'" + typeid + "' is not shared: each client makes its own objects"
                    + " of it. Use create(), or register it as shared");
        }
        Referent known = shared.get(typeid);
        return known != null
                ? CompletableFuture.completedFuture(proxy(known.ref()))
                : in(
                        maker(type),
                        () -> CompletableFuture.completedFuture(
                                catching(() -> proxy(first(type).ref()))));
    }

    private Referent first(Registered type) throws Throwable {
        synchronized (type) {
            Referent known = shared.get(type.typeid());
            if (known == null) {
                known = add(null, type, made(type, List.of()));
                shared.put(type.typeid(), known);
            }
            return known;
        }
    }

    private Lane maker(Registered type) {
        return makers.computeIfAbsent(
                type.typeid(), typeid -> new Lane(threads, "'" + typeid + "'", type.concurrency()));
    }

    private static Object made(Registered type, List<Object> arguments) throws Exception {
        return requireType(type, type.factory().make(arguments));
    }

    private static Object requireType(Registered type, Object target) {
        if (!type.type().isInstance(target)) {
            throw new ClassCastException("what is registered as '" + type.typeid() + "' has to be a "
                    + type.type().getName() + ", and is "
                    + (target == null ? "null" : "a " + target.getClass().getName()) + ". Correct its factory");
        }
        return target;
    }

    private Registered registered(String typeid) {
        Registered type = classes.get(typeid);
        if (type == null) {
            throw new IllegalArgumentException("nothing is registered as '" + typeid + "', registered="
                    + classes.keySet().stream().sorted().toList() + ". Register it at the server before start");
        }
        return type;
    }

    /** Serves an object; one that is served already stays what it is. */
    private Referent add(Owner owner, Registered type, Object target) {
        Referent object;
        synchronized (byTarget) {
            Referent known = byTarget.get(target);
            if (known != null) {
                return known;
            }
            Ref ref = new Ref(id, ++last, type.typeid(), type.type().getName());
            object = new Referent(ref, type, target, new Lane(threads, "'" + type.typeid() + "'", type.concurrency()));
            if (owner != null) {
                owner.add(object);
            }
            byTarget.put(target, object);
            objects.put(ref.number(), object);
        }
        if (!(target instanceof Collection<?>) && !(target instanceof Map<?, ?>)) {
            codec.reference(target.getClass());
        }
        return object;
    }

    private Referent find(long number) {
        Referent object = objects.get(number);
        if (object == null) {
            throw gone(number);
        }
        return object;
    }

    private ObjectDeletedException gone(long number) {
        return new ObjectDeletedException("there is no object " + number
                + ": it was destroyed, or the session that made it ended. Create another one, or detach() it in time");
    }

    private static CompletableFuture<MessageBuffer> interrupt(Owner owner, long call) {
        owner.interrupt(call);
        return done(0);
    }

    private CompletableFuture<MessageBuffer> call(Owner owner, MessageReader in) {
        long number = in.readLong();
        long call = in.readLong();
        String signature = in.readUtf8();
        boolean close = signature.equals("close()");
        if (close && !objects.containsKey(number)) {
            return done(0);
        }
        Referent object = find(number);
        MethodTable.Entry method = object.registered().methods().find(signature);
        if (method == null) {
            throw new UnsupportedOperationException("method is not exposed: " + signature + ", "
                    + object.words() + ", interface="
                    + object.registered().type().getName()
                    + ". Add it to the interface and to exposed(), on both sides");
        }
        if (close && !object.isShared() && object.target() instanceof AutoCloseable) {
            return destroy(owner, number);
        }
        CompletableFuture<MessageBuffer> answer =
                in(object.lane(), () -> new Invocation(this, owner, object, method, codec).run(in));
        owner.interruptible(call, answer);
        return answer;
    }

    private CompletableFuture<MessageBuffer> text(Referent object) {
        return in(
                object.lane(),
                () -> CompletableFuture.completedFuture(catching(() -> value(String.valueOf(object.target())))));
    }

    private CompletableFuture<MessageBuffer> destroy(Owner owner, long number) {
        Referent object = objects.get(number);
        if (object == null) {
            return done(0);
        }
        if (object.isShared()) {
            throw new UnsupportedOperationException(
                    "a shared object is the server's and cannot be destroyed: " + object.words());
        }
        owner.remove(object);
        return end(object);
    }

    private CompletableFuture<MessageBuffer> detach(Owner owner, long number) {
        owner.remove(find(number));
        return done(0);
    }

    /** Ends an object, and closes it if that can be done. */
    CompletableFuture<MessageBuffer> end(Referent object) {
        synchronized (byTarget) {
            if (!objects.remove(object.ref().number(), object)) {
                return done(0);
            }
            byTarget.remove(object.target());
        }
        if (!(object.target() instanceof AutoCloseable closeable)) {
            return done(0);
        }
        return object.lane().submit(() -> {
            try {
                closeable.close();
                return done(0);
            } catch (Exception e) {
                LOG.warn("PLY-0141 object could not be closed: {}", object.words(), e);
                return CompletableFuture.completedFuture(thrown(e));
            }
        });
    }

    /** Serves what a method returned as what it is registered as. */
    MessageBuffer returned(Owner owner, String typeid, Object target) {
        return proxy(add(owner, registered(typeid), requireType(registered(typeid), target))
                .ref());
    }

    private interface Making {
        MessageBuffer make() throws Throwable;
    }

    private MessageBuffer catching(Making making) {
        try {
            return making.make();
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    private static CompletableFuture<MessageBuffer> done(int flag) {
        MessageBuffer reply = new MessageBuffer(8);
        reply.writeByte(flag);
        return CompletableFuture.completedFuture(reply);
    }

    private static MessageBuffer proxy(Ref ref) {
        MessageBuffer reply = new MessageBuffer(64);
        reply.writeByte(CallOps.PROXY);
        ref.write(reply);
        return reply;
    }

    MessageBuffer value(Object value) {
        MessageBuffer reply = new MessageBuffer(64);
        reply.writeByte(CallOps.VALUE);
        codec.write(Collections.singletonList(value), reply);
        if (reply.length() > maxReply) {
            throw new IllegalArgumentException("result is too large: bytes=" + reply.length() + ", maxFrame=" + maxReply
                    + ". Return less at once, or allow larger frames on both sides");
        }
        return reply;
    }

    MessageBuffer thrown(Throwable failure) {
        MessageBuffer reply = new MessageBuffer(512);
        reply.writeByte(CallOps.THROWN);
        codec.writeFailure(failure, reply);
        return reply;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (Referent object : objects.values()) {
            if (!object.isShared() && object.target() instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    LOG.warn("PLY-0141 object could not be closed: {}", object.words(), e);
                }
            }
        }
        objects.clear();
    }

    /** References at the server: what is served goes out as one, and comes in as itself. */
    private final class Refs implements Codec<Object> {
        @Override
        public void encode(Object target, MessageWriter out) {
            Referent object;
            synchronized (byTarget) {
                object = byTarget.get(target);
            }
            if (object == null) {
                throw new CodecException("cannot send a " + target.getClass().getName()
                        + ": it is not served, although others of its class are. Let the method return a proxy of it"
                        + " (@ReturnsProxy), or a record of its values");
            }
            object.ref().write(out);
        }

        @Override
        public Object decode(MessageReader in) {
            Ref ref = Ref.read(in);
            if (ref.server() != id) {
                throw new IllegalArgumentException("proxy belongs to another server: typeid=" + ref.typeid()
                        + ", object=" + ref.number() + ". Pass proxies to the server that has their objects");
            }
            return find(ref.number()).target();
        }

        @Override
        public String id() {
            return Proxies.REF;
        }
    }
}
