package io.parley.perf.rig;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What Netty costs with nothing above it: a server that answers each frame, and a client. Transport, TLS and flushing
 * are what Parley's manager has.
 */
public final class Echo implements Caller {
    /** Bytes of a request, with its length. */
    static final int REQUEST = 64;
    /** Bytes of an answer, with its length. */
    static final int REPLY = 40;

    private static final int LENGTH = 4;
    private static final int CONSOLIDATED = 256;

    private final EventLoopGroup loop = loops(1);
    private final ConcurrentLinkedQueue<Consumer<Throwable>> waiting = new ConcurrentLinkedQueue<>();
    private final Channel channel;

    /** Connects; over TLS if there are certificates. */
    public Echo(int port, Path certificates) throws IOException {
        SslContext tls = certificates == null
                ? null
                : SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(Certificates.certificate(certificates).toFile())
                        .build();
        this.channel = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Frames(tls, true, port, Answers::new))
                .connect("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    private static EventLoopGroup loops(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("echo", true), NioIoHandler.newFactory());
    }

    /** Starts a server; returns its port. */
    public static int serve(Path certificates) throws IOException {
        SslContext tls = certificates == null
                ? null
                : SslContextBuilder.forServer(
                                Certificates.certificate(certificates).toFile(),
                                Certificates.key(certificates).toFile())
                        .sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .build();
        Channel listening = new ServerBootstrap()
                .group(loops(Runtime.getRuntime().availableProcessors()))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Frames(tls, false, 0, Replies::new))
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    private static ByteBuf frame(Channel channel, int bytes, long value) {
        ByteBuf frame = channel.alloc().ioBuffer(bytes);
        frame.writeIntLE(bytes - LENGTH);
        frame.writeLongLE(value);
        frame.writeZero(bytes - LENGTH - Long.BYTES);
        return frame;
    }

    @Override
    public void send(Consumer<Throwable> answered) {
        synchronized (this) { // the order on the wire is the order in which answers come
            waiting.add(answered);
            channel.writeAndFlush(frame(channel, REQUEST, 1), channel.voidPromise());
        }
    }

    @Override
    public void call() throws InterruptedException {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        send(failure -> answer.complete(null));
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static final class Frames extends ChannelInitializer<Channel> {
        private final SslContext tls;
        private final boolean client;
        private final int port;
        private final Supplier<SimpleChannelInboundHandler<ByteBuf>> last;

        Frames(SslContext tls, boolean client, int port, Supplier<SimpleChannelInboundHandler<ByteBuf>> last) {
            this.tls = tls;
            this.client = client;
            this.port = port;
            this.last = last;
        }

        @Override
        protected void initChannel(Channel made) {
            if (tls != null) {
                made.pipeline()
                        .addLast(
                                client
                                        ? tls.newHandler(made.alloc(), "127.0.0.1", port)
                                        : tls.newHandler(made.alloc()));
            }
            made.pipeline()
                    .addLast(new FlushConsolidationHandler(CONSOLIDATED, true))
                    .addLast(new LengthFieldBasedFrameDecoder(
                            ByteOrder.LITTLE_ENDIAN, 1 << 16, 0, LENGTH, 0, LENGTH, true))
                    .addLast(last.get());
        }
    }

    /** At the client. */
    private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf reply) {
            waiting.remove().accept(null);
        }
    }

    /** At the server. */
    private static final class Replies extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            Channel channel = context.channel();
            channel.writeAndFlush(frame(channel, REPLY, request.readLongLE()), channel.voidPromise());
        }
    }
}
