package io.parley.manager.internal.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Connects, greets, and hands on frames; as often as asked to. All clients of a JVM share a few threads. */
public final class FrameClient implements AutoCloseable {
    private static final long CLOSE_MS = 1000;

    private final ClientThread thread = new ClientThread(SharedLoops.acquire());
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final ClientTerms terms;
    private boolean closed;

    /** A client of one server. */
    public FrameClient(ClientTerms terms) {
        this.terms = terms;
    }

    /**
     * Begins to connect; {@code handler} hears of the end, whatever it is.
     *
     * @param timeoutMs how long connecting and the handshake may take, each
     */
    public void connect(FrameHandler handler, long timeoutMs) {
        InetSocketAddress address = terms.address();
        Wire wire = new Wire(address, terms.key(), terms.tls(), terms.maxFrame(), timeoutMs, Long.MAX_VALUE);
        ChannelFuture connecting = new Bootstrap()
                .group(thread.loop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, timeoutMs))
                .handler(new FramePipeline(wire, handler, null))
                .connect(address);
        Channel channel = connecting.channel();
        channels.add(channel);
        channel.closeFuture().addListener(gone -> channels.remove(channel));
        if (isClosed()) {
            channel.close();
        }
        connecting.addListener(future -> {
            if (!future.isSuccess()) {
                handler.closed(null, notConnected(address, future.cause()));
            }
        });
    }

    private static IOException notConnected(InetSocketAddress address, Throwable cause) {
        ConnectException failure = new ConnectException("cannot connect to " + address + ": " + cause.getMessage()
                + ". Check the address, and that the server runs");
        failure.initCause(cause);
        return failure;
    }

    /** The one thread of this client, for what has to happen later. */
    public ClientThread thread() {
        return thread;
    }

    /** Whether the calling thread is one that looks after connections, which must never wait for an answer. */
    public boolean isOwnThread() {
        return thread.loop().inEventLoop();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the connections, after what was sent before is on its way. A second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        thread.close();
        for (Channel channel : channels) {
            new ChannelSink(channel).close();
        }
        if (!isOwnThread()) {
            for (Channel channel : channels) {
                channel.closeFuture().awaitUninterruptibly(CLOSE_MS, TimeUnit.MILLISECONDS);
            }
        }
        SharedLoops.release();
    }
}
