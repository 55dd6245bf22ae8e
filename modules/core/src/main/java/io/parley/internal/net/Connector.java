package io.parley.internal.net;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.pipe.AuthenticationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/** Connects to a listener and goes through the handshake. The calling thread waits; nothing runs behind it. */
public final class Connector {
    private static final long RETRY_NS = 1_000_000;

    private final SocketAddress address;
    private final Handshake.Terms terms;
    private final long deadlineNs;

    private Connector(SocketAddress address, Handshake.Terms terms, long deadlineNs) {
        this.address = address;
        this.terms = terms;
        this.deadlineNs = deadlineNs;
    }

    /** Connects and agrees with the listener, all of it before the deadline; {@code sharing} may be null. */
    public static SocketChannel connect(
            SocketAddress address, byte[] key, String codec, Handshake.Sharing sharing, long deadlineNs)
            throws IOException, InterruptedException {
        Handshake.Terms terms =
                new Handshake.Terms(key, Sockets.transport(address), codec, sharing, "listener at " + address);
        return new Connector(address, terms, deadlineNs).connect();
    }

    private SocketChannel connect() throws IOException, InterruptedException {
        SocketChannel channel = open();
        Readiness readiness = new Readiness(channel);
        try {
            finishConnect(channel, readiness);
            greet(channel, readiness, new ConnectorHandshake(terms));
            readiness.close();
            return channel;
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            readiness.close();
            throw e;
        }
    }

    private SocketChannel open() throws IOException, InterruptedException {
        if (address instanceof InetSocketAddress host && host.isUnresolved()) {
            throw new UnknownHostException("cannot connect to " + address + ": no such host. Check the name");
        }
        while (true) {
            SocketChannel channel = address instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open();
            try {
                Sockets.prepare(channel);
                channel.connect(address);
                return channel;
            } catch (IOException e) {
                channel.close();
                if (!SocketPlace.isBusy(e)) {
                    throw refused(e);
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadlineNs - SystemClock.LOCAL.monotonicNs() <= 0 && deadlineNs != Deadline.NEVER) {
                throw late("the listener has no room for another peer; does nobody accept there?");
            }
            LockSupport.parkNanos(RETRY_NS);
        }
    }

    private void finishConnect(SocketChannel channel, Readiness readiness) throws IOException, InterruptedException {
        try {
            while (!channel.finishConnect()) {
                if (!readiness.await(SelectionKey.OP_CONNECT, deadlineNs)) {
                    throw late("no answer from that host");
                }
            }
        } catch (ConnectException e) {
            throw refused(e);
        }
    }

    private void greet(SocketChannel channel, Readiness readiness, Handshake handshake)
            throws IOException, InterruptedException {
        while (true) {
            while (handshake.outgoing().hasRemaining()) {
                if (channel.write(handshake.outgoing()) == 0) {
                    await(readiness, SelectionKey.OP_WRITE);
                }
            }
            if (handshake.isDone()) {
                return;
            }
            while (handshake.incoming().hasRemaining()) {
                int count = read(channel, handshake);
                if (count < 0) {
                    throw new AuthenticationException(
                            terms.peer() + " closed the connection during the handshake. Is it a Parley listener?");
                }
                if (count == 0) {
                    await(readiness, SelectionKey.OP_READ);
                }
            }
            handshake.advance();
        }
    }

    private int read(SocketChannel channel, Handshake handshake) throws IOException {
        try {
            return channel.read(handshake.incoming());
        } catch (IOException e) {
            throw new AuthenticationException(
                    terms.peer() + " broke the connection during the handshake: " + e.getMessage(), e);
        }
    }

    private void await(Readiness readiness, int operation) throws IOException, InterruptedException {
        if (!readiness.await(operation, deadlineNs)) {
            throw late("it does not answer. Is it a Parley listener?");
        }
    }

    private SocketTimeoutException late(String why) {
        return new SocketTimeoutException("not connected in time to " + terms.peer() + ": " + why);
    }

    private ConnectException refused(IOException e) {
        ConnectException refused = new ConnectException(
                "nobody listens at " + address + ": " + e.getMessage() + ". Start the listener first");
        refused.initCause(e);
        return refused;
    }
}
