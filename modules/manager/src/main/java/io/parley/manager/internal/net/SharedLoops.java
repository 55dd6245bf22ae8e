package io.parley.manager.internal.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The few threads that look after the connections of all clients of this JVM; gone with the last client. */
final class SharedLoops {
    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private static EventLoopGroup group;
    private static int users;

    private SharedLoops() {}

    /** One of the threads; to be given back with {@link #release}. */
    static synchronized EventLoop acquire() {
        if (users == 0) {
            group = new MultiThreadIoEventLoopGroup(
                    THREADS, new DefaultThreadFactory("parley-link", true), NioIoHandler.newFactory());
        }
        users++;
        return group.next();
    }

    static synchronized void release() {
        users--;
        if (users == 0) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            group = null;
        }
    }
}
