package io.parley.manager.internal.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Listens, greets, and hands on frames. When the process has no descriptors left, connections wait in the kernel until
 * it has.
 */
public final class FrameServer implements AutoCloseable {
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final EventLoopGroup loops;
    private final Channel channel;
    private final Doorkeeper doorkeeper;

    private FrameServer(EventLoopGroup loops, Channel channel, Doorkeeper doorkeeper) {
        this.loops = loops;
        this.channel = channel;
        this.doorkeeper = doorkeeper;
    }

    /** Binds to an address; frames of every connection go to {@code handler}. */
    public static FrameServer bind(ServerTerms terms, FrameHandler handler) throws IOException {
        Doorkeeper doorkeeper = new Doorkeeper(terms.maxConnections(), terms.maxStrangers(), new Refusals());
        Wire wire = new Wire(null, terms.key(), terms.tls(), terms.maxFrame(), terms.handshakeMs(), terms.maxUnread());
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                terms.threads(), new DefaultThreadFactory("parley-manager", true), NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .handler(doorkeeper)
                .childHandler(new FramePipeline(wire, handler, doorkeeper));
        var bound = bootstrap.bind(terms.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            BindException refused = new BindException("cannot listen at " + terms.address() + ": "
                    + bound.cause().getMessage() + ". Choose another address, or port 0 for any");
            refused.initCause(bound.cause());
            throw refused;
        }
        return new FrameServer(loops, bound.channel(), doorkeeper);
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** How many connections there are. */
    public int connections() {
        return doorkeeper.connections();
    }

    /** How many connections were refused or ended because of what they did. */
    public long refused() {
        return doorkeeper.refusals().count();
    }

    /** Clients that were told something before, for example that their session is over, get that. */
    @Override
    public void close() {
        if (loops.isShuttingDown()) {
            return;
        }
        channel.close().awaitUninterruptibly();
        // A loop that is told to end closes its connections first, and only then does what it was asked to do before.
        loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
