package io.parley.internal.net;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.PrivateBell;
import io.parley.internal.wait.WaitSource;
import io.parley.pipe.AuthenticationException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket. The {@link Reactor} accepts and holds every handshake, as many at a time as come, so that a slow
 * or hostile peer holds up nobody; what came of each is taken by {@link #take}.
 *
 * <p>At most {@value #MOST} peers are in a handshake or wait to be taken; more wait in the kernel's backlog.
 */
public final class Acceptor implements WaitSource, Reactor.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.net");
    private static final int MOST = 64;
    private static final long PAUSE_NS = 1_000_000_000;

    private final ServerSocketChannel channel;
    private final SocketPlace place;
    private final SocketAddress address;
    private final byte[] key;
    private final String codec;
    private final Supplier<Handshake.Sharing> sharing;
    private final long limitNs;
    private final Doorbell bell;
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Set<SocketChannel> greetings = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean full;
    private long pausedUntilNs = Long.MAX_VALUE;

    /**
     * A peer that came: a channel, or the reason why there is none.
     *
     * @param channel connected and greeted; null after a failure
     * @param remote where from
     * @param sharing how it would talk through memory; null if not at all
     * @param failure null if all went well
     */
    public record Arrival(
            SocketChannel channel, SocketAddress remote, Handshake.Sharing sharing, AuthenticationException failure) {}

    private Acceptor(
            ServerSocketChannel channel,
            SocketPlace place,
            SocketAddress address,
            byte[] key,
            String codec,
            Supplier<Handshake.Sharing> sharing,
            long limitNs) {
        this.channel = channel;
        this.place = place;
        this.address = address;
        this.key = key;
        this.codec = codec;
        this.sharing = sharing;
        this.limitNs = limitNs;
        this.bell = PrivateBell.create("listener " + address);
    }

    /** Listens at an address; {@code sharing} is asked for each peer, and gives null for no sharing. */
    public static Acceptor open(
            SocketAddress address, byte[] key, String codec, Supplier<Handshake.Sharing> sharing, long limitNs)
            throws IOException {
        boolean unix = Sockets.isUnix(address);
        ServerSocketChannel channel =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            SocketPlace place = null;
            SocketAddress bound = address;
            if (unix) {
                place = SocketPlace.bind(channel, ((UnixDomainSocketAddress) address).getPath(), MOST);
            } else {
                bound = bind(channel, (InetSocketAddress) address);
            }
            Acceptor acceptor = new Acceptor(channel, place, bound, key, codec, sharing, limitNs);
            Reactor.watch(channel, SelectionKey.OP_ACCEPT, acceptor);
            return acceptor;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketAddress bind(ServerSocketChannel channel, InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException("cannot listen at " + address + ": no such host. Check the name");
        }
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, MOST);
            return channel.getLocalAddress();
        } catch (BindException e) {
            BindException named = new BindException("cannot listen at " + address + ": " + e.getMessage()
                    + ". Choose another port, or 0 for any free one");
            named.initCause(e);
            throw named;
        }
    }

    /** Where it listens, with the real port. */
    public SocketAddress address() {
        return address;
    }

    /** Whether it was not closed. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** The next peer that came; null if none did. */
    public Arrival take() {
        Arrival arrival = arrivals.poll();
        if (arrival != null) {
            leave();
        }
        return arrival;
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    @Override
    public boolean isTrue() {
        return !arrivals.isEmpty() || !channel.isOpen();
    }

    @Override
    public void ready(SelectionKey listening) throws IOException {
        while (busy.get() < MOST) {
            SocketChannel peer;
            try {
                peer = channel.accept();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                pause(listening, e);
                return;
            }
            if (peer == null) {
                return;
            }
            busy.incrementAndGet();
            greet(peer);
        }
        listening.interestOps(0);
        full = true;
        if (busy.get() < MOST) {
            resume();
        }
    }

    /** Too many open files, most likely: peers wait in the backlog meanwhile. */
    private void pause(SelectionKey listening, IOException cause) {
        LOG.warn("PLY-0052 listener cannot accept for the next second: {}", address, cause);
        listening.interestOps(0);
        pausedUntilNs = Deadline.after(SystemClock.LOCAL, PAUSE_NS);
    }

    @Override
    public long deadlineNs() {
        return pausedUntilNs;
    }

    @Override
    public void expired(SelectionKey listening) {
        pausedUntilNs = Long.MAX_VALUE;
        listening.interestOps(SelectionKey.OP_ACCEPT);
    }

    private void greet(SocketChannel peer) throws IOException {
        try {
            Sockets.prepare(peer);
            SocketAddress remote = peer.getRemoteAddress();
            Handshake.Terms terms = new Handshake.Terms(
                    key, Sockets.transport(address), codec, sharing.get(), "peer " + Sockets.name(remote));
            Greeting greeting = new Greeting(peer, remote, new ListenerHandshake(terms));
            greetings.add(peer);
            Reactor.watch(peer, SelectionKey.OP_READ, greeting);
        } catch (IOException e) {
            peer.close(); // it is gone already
            leave();
        }
    }

    /** A peer was taken or has gone: there is room for another. */
    private void leave() {
        busy.decrementAndGet();
        if (full) {
            resume();
        }
    }

    private void resume() {
        full = false;
        Reactor.watch(channel, SelectionKey.OP_ACCEPT, this);
    }

    /** Stops listening. Peers that nobody took are turned away; a second call does nothing. */
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        if (place != null) {
            place.release();
        }
        channel.close();
        greetings.forEach(Sockets::close);
        turnAway();
        Reactor.forget(channel);
        bell.ringAll();
    }

    private void turnAway() {
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            if (arrival.channel() != null) {
                Sockets.close(arrival.channel());
            }
        }
    }

    /** One handshake. */
    private final class Greeting implements Reactor.Watcher {
        private final SocketChannel peer;
        private final SocketAddress remote;
        private final Handshake handshake;
        private final long deadlineNs = Deadline.after(SystemClock.LOCAL, limitNs);
        private boolean spoke;

        Greeting(SocketChannel peer, SocketAddress remote, Handshake handshake) {
            this.peer = peer;
            this.remote = remote;
            this.handshake = handshake;
        }

        @Override
        public long deadlineNs() {
            return deadlineNs;
        }

        @Override
        public void ready(SelectionKey key) {
            try {
                if (!Acceptor.this.isOpen()) {
                    drop(key);
                } else if (advance(key)) {
                    key.cancel();
                    arrive(new Arrival(peer, remote, handshake.terms.sharing(), null));
                }
            } catch (AuthenticationException e) {
                refuse(key, e);
            } catch (IOException e) {
                left(key, e);
            }
        }

        /** Goes on as far as it can; whether the handshake is done and said. */
        private boolean advance(SelectionKey key) throws IOException {
            while (true) {
                if (handshake.outgoing().hasRemaining()) {
                    peer.write(handshake.outgoing());
                    if (handshake.outgoing().hasRemaining()) {
                        key.interestOps(SelectionKey.OP_WRITE);
                        return false;
                    }
                }
                if (handshake.isDone()) {
                    return true;
                }
                key.interestOps(SelectionKey.OP_READ);
                int count = peer.read(handshake.incoming());
                if (count < 0) {
                    left(key, null);
                    return false;
                }
                spoke |= count > 0;
                if (handshake.incoming().hasRemaining()) {
                    return false;
                }
                handshake.advance();
            }
        }

        @Override
        public void expired(SelectionKey key) {
            fail(
                    key,
                    new AuthenticationException("peer " + Sockets.name(remote) + " was too slow: no handshake within "
                            + Duration.ofNanos(limitNs) + ". Is it a Parley?"));
        }

        /** Who left without a word only looked whether somebody listens. */
        private void left(SelectionKey key, IOException cause) {
            if (spoke) {
                fail(
                        key,
                        new AuthenticationException(
                                "peer " + Sockets.name(remote) + " left during the handshake", cause));
            } else {
                drop(key);
            }
        }

        private void fail(SelectionKey key, AuthenticationException failure) {
            close(key);
            arrive(new Arrival(null, remote, handshake.terms.sharing(), failure));
        }

        /** When the peer knows, the listener's owner can know as well. */
        private void refuse(SelectionKey key, AuthenticationException failure) {
            arrive(new Arrival(null, remote, handshake.terms.sharing(), failure));
            tell();
            close(key);
        }

        private void drop(SelectionKey key) {
            close(key);
            greetings.remove(peer);
            leave();
        }

        private void close(SelectionKey key) {
            key.cancel();
            Sockets.close(peer);
        }

        /** The peer should know why; if it does not listen that is its own fault. */
        private void tell() {
            try {
                peer.write(handshake.outgoing());
            } catch (IOException e) {
                // it left
            }
        }

        private void arrive(Arrival arrival) {
            greetings.remove(peer);
            arrivals.add(arrival);
            bell.ringAll();
            if (!Acceptor.this.isOpen()) {
                turnAway();
            }
        }
    }
}
