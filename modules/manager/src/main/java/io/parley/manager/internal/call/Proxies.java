package io.parley.manager.internal.call;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The proxies of one manager: makes them, and knows which classes may come with their results. */
public final class Proxies implements AutoCloseable {
    /** The codec id of references. */
    static final String REF = "parley:proxy";

    private final Caller caller;
    private final AtomicLong calls = new AtomicLong();
    private final CallCodec codec = new CallCodec(new Refs(), null);
    private final Map<String, Class<?>> interfaces = new ConcurrentHashMap<>();
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

    private Proxies(Caller caller) {
        this.caller = caller;
    }

    /** Those of a server on another host. */
    public static Proxies remote(Link link) {
        return new Proxies(new RemoteCaller(link));
    }

    /** Those of a server in this process. */
    public static Proxies local(Host host) {
        return new Proxies(new LocalCaller(host));
    }

    /** A number for a call that may be interrupted. */
    long nextCall() {
        return calls.incrementAndGet();
    }

    Caller caller() {
        return caller;
    }

    CallCodec codec() {
        return codec;
    }

    /** From now on these may come from the server. */
    public void allow(Collection<Class<?>> classes) {
        Carried carried = new Carried();
        classes.forEach(carried::add);
        learn(carried);
    }

    private void know(Class<?> type) {
        if (!known.contains(type)) {
            MethodTable.of(type); // refuses what cannot be registered
            learn(new Carried().addInterface(type));
            known.add(type);
        }
    }

    private void learn(Carried carried) {
        carried.interfaces().forEach(type -> interfaces.put(type.getName(), type));
        codec.allow(carried.classes());
    }

    /** Makes an object at the server. */
    public <T> T create(String typeid, Class<? super T> type, Object... arguments) {
        know(type);
        MessageBuffer args = new MessageBuffer(128);
        args.writeUtf8(Objects.requireNonNull(typeid, "typeid"));
        codec.write(Arrays.asList(arguments), args);
        return proxyOf(caller.call(CallOps.CREATE, args), type);
    }

    /** The object that all share. */
    public <T> T get(String typeid, Class<? super T> type) {
        know(type);
        MessageBuffer args = new MessageBuffer(64);
        args.writeUtf8(Objects.requireNonNull(typeid, "typeid"));
        return proxyOf(caller.call(CallOps.GET, args), type);
    }

    private <T> T proxyOf(MessageReader answer, Class<? super T> type) {
        @SuppressWarnings("unchecked") // what the caller asked for; a proxy of the interface is all there is of it
        T proxy = (T) Answers.read(answer, type, this);
        return proxy;
    }

    /** A proxy of an object, by an interface. */
    Object proxy(Ref ref, Class<?> type) {
        Object proxy = ProxyHandler.proxy(this, ref, type);
        codec.reference(proxy.getClass());
        return proxy;
    }

    /** How proxies of an interface travel through queues and collections: as references, live at the reader. */
    public <T> Codec<T> codecOf(Class<T> type) {
        know(type);
        return new ProxyCodec<>(this, type);
    }

    @Override
    public void close() {
        if (caller instanceof LocalCaller local) {
            local.close();
        }
    }

    private record ProxyCodec<T>(Proxies proxies, Class<T> type) implements Codec<T> {
        @Override
        public void encode(T message, MessageWriter out) {
            write(message, out);
        }

        @Override
        public T decode(MessageReader in) {
            return type.cast(proxies.proxy(Ref.read(in), type));
        }

        @Override
        public String id() {
            return REF;
        }
    }

    private static void write(Object message, MessageWriter out) {
        ProxyHandler handler = ProxyHandler.of(message);
        if (handler == null) {
            throw new CodecException("cannot send a " + message.getClass().getName()
                    + ": it is no proxy of a registered object. Send what create() or get() of a manager returned");
        }
        handler.ref().write(out);
    }

    /** References at the client: proxies go out as them, and are made of them. */
    private final class Refs implements Codec<Object> {
        @Override
        public void encode(Object message, MessageWriter out) {
            write(message, out);
        }

        @Override
        public Object decode(MessageReader in) {
            Ref ref = Ref.read(in);
            Class<?> type = interfaces.get(ref.type());
            if (type == null) {
                throw new CodecException("cannot make a proxy of '" + ref.typeid() + "': its interface " + ref.type()
                        + " is not known here. Declare it in the interface that was called, or name it: manager.allow("
                        + List.of(ref.type()) + ")");
            }
            return proxy(ref, type);
        }

        @Override
        public String id() {
            return REF;
        }
    }
}
