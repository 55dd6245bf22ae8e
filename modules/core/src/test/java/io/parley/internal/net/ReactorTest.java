package io.parley.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.WaitStrategy;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReactorTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int ROUNDS = 3_000;

    @TempDir
    Path directory;

    private final List<SocketChannel> channels = new ArrayList<>();

    /** Two channels with something to read, each followed by what it is connected to. */
    @BeforeEach
    void connect() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            for (int i = 0; i < 2; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channels.add(channel);
                SocketChannel other = server.accept();
                channels.add(other);
                channel.configureBlocking(false);
                other.write(ByteBuffer.allocate(1));
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        for (SocketChannel channel : channels) {
            channel.close();
            Reactor.forget(channel);
        }
    }

    private static boolean rings(SocketChannel channel, int rounds) throws InterruptedException {
        ReadableBell bell = new ReadableBell(channel, "test");
        boolean rang = true;
        for (int i = 0; i < rounds && rang; i++) {
            bell.arm();
            long deadlineNs = Deadline.after(SystemClock.LOCAL, MINUTE_NS);
            rang = bell.bell().await(() -> !bell.isArmed(), deadlineNs, MINUTE_NS, WaitStrategy.adaptive());
        }
        return rang;
    }

    @Test
    void shouldForgetNobodyWhoAsksWhileItIsBusy() throws Exception {
        Background<Boolean> one = Background.call(() -> rings(channels.get(0), ROUNDS));
        Background<Boolean> other = Background.call(() -> rings(channels.get(2), ROUNDS));

        assertThat(one.result()).isTrue();
        assertThat(other.result()).isTrue();
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneFails() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Reactor.watch(channels.get(0), SelectionKey.OP_READ, key -> {
            failed.countDown();
            throw new IllegalStateException("on purpose");
        });
        failed.await();

        assertThat(rings(channels.get(2), 1)).isTrue();
        assertThat(rings(channels.get(0), 1))
                .as("what failed can be watched again")
                .isTrue();
    }
}
