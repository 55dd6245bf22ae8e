package io.parley.manager.internal.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.parley.internal.net.ConnectorHandshake;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connects, greets, and hands on frames; as often as asked to. */
public final class FrameClient implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("parley-link", true), NioIoHandler.newFactory());
    private final InetSocketAddress address;
    private final byte[] key;
    private final int maxFrame;

    /** A client of one server. */
    public FrameClient(InetSocketAddress address, byte[] key, int maxFrame) {
        this.address = address;
        this.key = key;
        this.maxFrame = maxFrame;
    }

    /** Begins to connect; {@code handler} hears of the end, whatever it is. */
    public void connect(FrameHandler handler, long timeoutMs) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMs)
                .handler(new FramePipeline(address, key, maxFrame, ConnectorHandshake::new, handler))
                .connect(address);
        connecting.addListener(future -> {
            if (!future.isSuccess()) {
                handler.closed(null, future.cause());
            }
        });
    }

    /** The one thread of this client, for what has to happen later. */
    public ScheduledExecutorService thread() {
        return loop;
    }

    /** Whether the calling thread is this client's own, which must never wait for an answer. */
    public boolean isOwnThread() {
        return loop.iterator().next().inEventLoop();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
