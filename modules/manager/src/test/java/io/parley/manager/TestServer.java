package io.parley.manager;

import io.parley.MessageReader;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.net.FrameServer;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Dispatcher;
import io.parley.manager.internal.server.Holding;
import io.parley.manager.internal.server.Kind;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Receipt;
import io.parley.manager.internal.server.Served;
import io.parley.manager.internal.server.ServerContext;
import io.parley.manager.internal.server.Session;
import io.parley.manager.internal.server.Watcher;
import io.parley.manager.internal.value.ValueKinds;
import io.parley.manager.internal.wire.ObjectOps;
import io.parley.pipe.AuthKey;
import io.parley.sync.LeasedSemaphore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with one more kind of object, a {@link Bag}, by which to see what becomes of a request. */
final class TestServer implements AutoCloseable {
    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    static final int PERMITS = 10;
    private static final int BAG = 999;

    final Bag bag;
    private final Dispatcher dispatcher;
    private final FrameServer server;

    private TestServer(Bag bag, Dispatcher dispatcher, FrameServer server) {
        this.bag = bag;
        this.dispatcher = dispatcher;
        this.server = server;
    }

    static TestServer start(Parley parley, Duration limit) throws IOException {
        return start(parley, limit, ServerOptions.defaults());
    }

    static TestServer start(Parley parley, Duration limit, ServerOptions options) throws IOException {
        ServerContext context = new ServerContext(parley, new Watcher());
        Bag bag = new Bag(context);
        Map<Integer, Kind> kinds = new HashMap<>();
        ValueKinds.all().forEach(kind -> kinds.put(kind.id(), kind));
        kinds.put(BAG, new Kind(BAG, "bag", (server, name, details) -> bag));
        Dispatcher dispatcher = new Dispatcher(context, kinds, limit.toNanos());
        FrameServer server = FrameServer.bind(options.terms(KEY), dispatcher);
        return new TestServer(bag, dispatcher, server);
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        dispatcher.close();
        server.close();
    }

    /** What there is in the server's memory, for all clients. */
    static final class Bag implements Served {
        static final int PUT = ObjectOps.FIRST_OWN;
        static final int TAKE = PUT + 1;
        static final int HOLD = PUT + 2;
        static final int SLOW = PUT + 3;
        static final int FAIL = PUT + 4;

        final AtomicInteger executed = new AtomicInteger();
        final AtomicInteger arrived = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();
        final AtomicInteger held = new AtomicInteger();
        final AtomicInteger slowNow = new AtomicInteger();
        final CountDownLatch slowMayEnd = new CountDownLatch(1);
        final Line takers;
        final LeasedSemaphore permits;
        private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
        private final ArrayDeque<Long> content = new ArrayDeque<>();

        private Bag(ServerContext server) {
            permits = server.parley().leasedSemaphore("permits", PERMITS);
            takers = server.watcher().line(null, true);
        }

        @Override
        public void run(Call call) {
            executed.incrementAndGet();
            sessions.add(call.session());
            MessageReader args = call.args();
            switch (call.op()) {
                case PUT -> {
                    put(args.readLong(), false);
                    call.done();
                }
                case TAKE ->
                    call.await(
                            takers, args.readLong(), this::take, () -> call.fail(new IllegalStateException("nothing")));
                case HOLD -> {
                    call.session()
                            .holding("held " + args.readLong(), () -> new Held(this))
                            .more();
                    call.done(true);
                }
                case SLOW ->
                    call.later(asked -> {
                        slowNow.incrementAndGet();
                        slowMayEnd.await();
                        asked.done(asked.args().readLong());
                    });
                case FAIL -> throw new IllegalStateException("as asked");
                default -> throw new UnsupportedOperationException();
            }
        }

        private boolean take(Call call) {
            Long taken;
            synchronized (content) {
                taken = content.poll();
            }
            if (taken == null) {
                return false;
            }
            call.reply().writeLong(taken);
            call.done(new Receipt() {
                @Override
                public void arrived() {
                    arrived.incrementAndGet();
                }

                @Override
                public void lost() {
                    lost.incrementAndGet();
                    put(taken, true);
                }
            });
            return true;
        }

        void put(long value, boolean back) {
            synchronized (content) {
                if (back) {
                    content.addFirst(value);
                } else {
                    content.addLast(value);
                }
            }
            takers.retry();
        }

        /** How many of the sessions that asked for something are connected. */
        long connected() {
            return sessions.stream().filter(Session::isConnected).count();
        }

        int size() {
            synchronized (content) {
                return content.size();
            }
        }

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public void close() {}
    }

    /** So many things of the bag, of one session. */
    private static final class Held implements Holding {
        private final Bag bag;
        private int count;

        Held(Bag bag) {
            this.bag = bag;
        }

        void more() {
            if (!bag.permits.tryAcquire()) {
                throw new IllegalStateException("no permits left");
            }
            count++;
            bag.held.incrementAndGet();
        }

        @Override
        public void sessionEnded(boolean lost) {
            bag.permits.release(count);
            bag.held.addAndGet(-count);
        }
    }

    /** The bag as a client sees it. */
    static final class RemoteBag extends RemoteObject {
        RemoteBag(Manager manager) {
            super(link(manager), BAG, "bag", new MessageBuffer(0));
        }

        private static Link link(Manager manager) {
            return ((RemoteManager) manager).link;
        }

        void put(long value) {
            request(Bag.PUT).with(value).call();
        }

        CompletableFuture<Void> putLater(long value) {
            return request(Bag.PUT).with(value).send().thenAccept(done -> {});
        }

        long take() throws InterruptedException {
            return request(Bag.TAKE).with(Long.MAX_VALUE).callInterruptibly().readLong();
        }

        long take(Duration timeout) throws InterruptedException {
            return request(Bag.TAKE)
                    .with(TimeUnit.NANOSECONDS.convert(timeout))
                    .callInterruptibly()
                    .readLong();
        }

        CompletableFuture<Long> takeLater() {
            return request(Bag.TAKE).with(Long.MAX_VALUE).send().thenApply(MessageReader::readLong);
        }

        void hold() {
            hold(0);
        }

        void hold(long key) {
            request(Bag.HOLD).with(key).call();
        }

        CompletableFuture<Long> slow(long value) {
            return request(Bag.SLOW).with(value).send().thenApply(MessageReader::readLong);
        }

        void failing() {
            request(Bag.FAIL).call();
        }
    }
}
