package io.parley.perf.rig;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.queue.ManagedQueue;
import io.parley.value.AsyncLong;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Parley's manager: a server, and a client. */
public final class ManagerCaller implements Caller {
    static final AuthKey KEY = AuthKey.of("only for measuring".getBytes(StandardCharsets.US_ASCII));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Manager manager;
    private final ManagedLong number;
    private final AsyncLong async;
    private final ManagedQueue<Long> queue;

    /** Connects; over TLS if there are certificates. */
    public ManagerCaller(RemoteKind kind, int port, Path certificates) throws IOException {
        manager = connect(port, certificates);
        number = manager.longValue("number");
        async = number.async();
        queue = kind == RemoteKind.QUEUE ? manager.queue("queue", Codecs.int64()) : null;
    }

    static Manager connect(int port, Path certificates) throws IOException {
        return Manager.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                KEY,
                options -> certificates == null
                        ? options.timeout(PATIENCE)
                        : options.timeout(PATIENCE).tls(Certificates.certificate(certificates)));
    }

    /** Starts a server that ends with this JVM; returns its port. */
    public static int serve(Path domain, Path certificates) throws IOException {
        ManagerServer server = ManagerServer.start(
                Parley.open(domain),
                KEY,
                options -> certificates == null
                        ? options
                        : options.tls(Certificates.certificate(certificates), Certificates.key(certificates)));
        return server.address().getPort();
    }

    @Override
    public void call() throws InterruptedException {
        if (queue == null) {
            number.getAndAdd(1);
        } else {
            queue.put(1L);
            queue.take();
        }
    }

    @Override
    public void send(Consumer<Throwable> answered) {
        async.getAndAdd(1).whenComplete((old, failure) -> answered.accept(failure));
    }

    @Override
    public void close() {
        manager.close();
    }
}
