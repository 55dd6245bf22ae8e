package io.parley.manager;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.parley.manager.Certificates.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Somebody in between: speaks TLS with both sides, by a certificate that clients trust, and passes everything on. */
final class TlsRelay implements AutoCloseable {
    /** Not the common pool: with two processors JDK 25 gives that one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private final ServerSocket listening;
    private final AtomicLong relayed = new AtomicLong();

    TlsRelay(InetSocketAddress server, Issued certificate, Path trusted) throws Exception {
        SSLContext own = context(SslContextBuilder.forServer(
                certificate.certificate().toFile(), certificate.key().toFile()));
        SSLContext others = context(SslContextBuilder.forClient().trustManager(trusted.toFile()));
        listening = own.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CompletableFuture.runAsync(
                () -> {
                    try (Socket client = listening.accept();
                            Socket real =
                                    others.getSocketFactory().createSocket(server.getAddress(), server.getPort())) {
                        CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> copy(real, client), THREADS);
                        copy(client, real);
                        answers.join();
                    } catch (IOException ended) {
                        // either side left
                    }
                },
                THREADS);
    }

    private static SSLContext context(SslContextBuilder builder) throws Exception {
        SslContext context = builder.sslProvider(SslProvider.JDK).build();
        return ((io.netty.handler.ssl.JdkSslContext) context).context();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    long relayed() {
        return relayed.get();
    }

    private void copy(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            byte[] some = new byte[4096];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                relayed.addAndGet(count);
                to.getOutputStream().write(some, 0, count);
                to.getOutputStream().flush();
            }
        } catch (IOException ended) {
            // either side left
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
