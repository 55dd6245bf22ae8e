package io.parley.cli.bench;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.End;
import io.parley.pipe.PipeConnection;
import io.parley.queue.Retention;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedSemaphore;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Ways to another JVM and back. */
enum Route {
    SEMAPHORE("semaphore") {
        @Override
        Line open(Parley parley, boolean near) {
            SharedSemaphore there = parley.semaphore("semaphore-there", 0);
            SharedSemaphore back = parley.semaphore("semaphore-back", 0);
            return new Line() {
                @Override
                public void send() {
                    (near ? there : back).release();
                }

                @Override
                public void receive() throws InterruptedException {
                    (near ? back : there).acquire();
                }
            };
        }
    },
    TRANSIENT_QUEUE("transient queue, 32 B") {
        @Override
        Line open(Parley parley, boolean near) {
            TransientQueue<byte[]> there = parley.transientQueue("ring-there", Codecs.bytes());
            TransientQueue<byte[]> back = parley.transientQueue("ring-back", Codecs.bytes());
            TransientQueue<byte[]> out = near ? there : back;
            TransientQueue<byte[]> in = near ? back : there;
            return queues(() -> out.put(MESSAGE), in::take);
        }
    },
    QUEUE("durable queue, 32 B") {
        @Override
        Line open(Parley parley, boolean near) {
            SharedQueue<byte[]> there = queue(parley, "queue-there");
            SharedQueue<byte[]> back = queue(parley, "queue-back");
            SharedQueue<byte[]> out = near ? there : back;
            SharedQueue<byte[]> in = near ? back : there;
            return queues(() -> out.put(MESSAGE), in::take);
        }
    },
    PIPE("pipe, 32 B") {
        @Override
        Line open(Parley parley, boolean near) {
            PipeConnection<byte[]> end = parley.connection("pipe", Codecs.bytes(), near ? End.FIRST : End.SECOND);
            ByteBuffer in = ByteBuffer.allocateDirect(Alone.BYTES);
            return new Line() {
                @Override
                public void send() throws IOException, InterruptedException {
                    end.sendBytes(MESSAGE, 0, MESSAGE.length);
                }

                @Override
                public void receive() throws IOException, InterruptedException {
                    end.receiveInto(in.clear());
                }
            };
        }
    },
    /** What it costs without any of this. */
    SOCKET("JDK Unix-domain socket, 32 B") {
        @Override
        Line open(Parley parley, boolean near) throws IOException {
            Path file = parley.directory().resolve("bench.socket");
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
            SocketChannel channel;
            if (near) {
                try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    server.bind(address);
                    parley.event("listens").set();
                    channel = server.accept();
                }
            } else {
                parley.event("listens").awaitUninterruptibly();
                channel = SocketChannel.open(address);
            }
            return socket(channel);
        }
    };

    private static final byte[] MESSAGE = new byte[Alone.BYTES];
    private static final long ROLL_BYTES = 8 << 20;

    final String title;

    Route(String title) {
        this.title = title;
    }

    /** Opens one side; both do, at the same time. */
    abstract Line open(Parley parley, boolean near) throws IOException;

    private interface Step {
        void run() throws InterruptedException;
    }

    private static Line queues(Step send, Step receive) {
        return new Line() {
            @Override
            public void send() throws InterruptedException {
                send.run();
            }

            @Override
            public void receive() throws InterruptedException {
                receive.run();
            }
        };
    }

    /** A durable queue that keeps little of what has passed. */
    static SharedQueue<byte[]> queue(Parley parley, String name) {
        return parley.queue(
                name,
                Codecs.bytes(),
                o -> o.rollBytes(ROLL_BYTES).retention(Retention.everything().keepBytes(2 * ROLL_BYTES)));
    }

    private static Line socket(SocketChannel channel) {
        ByteBuffer out = ByteBuffer.allocateDirect(Alone.BYTES);
        ByteBuffer in = ByteBuffer.allocateDirect(Alone.BYTES);
        return new Line() {
            @Override
            public void send() throws IOException {
                out.clear();
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            }

            @Override
            public void receive() throws IOException {
                in.clear();
                while (in.hasRemaining()) {
                    if (channel.read(in) < 0) {
                        throw new EOFException("the other side is gone");
                    }
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
