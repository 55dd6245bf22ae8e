package io.parley.cli;

import io.parley.Parley;
import io.parley.manager.ManagerServer;
import io.parley.manager.ServerOptions;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code parley serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the objects of a domain to other hosts until it is told to end (SIGTERM, SIGINT).",
            "Prints one line when clients can connect, with the real port. What clients hold is given back at the end."
        })
final class ServeCommand extends DomainCommand {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = AddressConverter.class,
            description = "Where to listen; any port of the loopback address by default. Port 0 is any port.")
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "The key that clients must know, readable by its owner only; see 'parley key new'.")
    private Path keyFile;

    @ArgGroup(exclusive = false)
    private Tls tls;

    @Option(
            names = "--session-limit",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long a client may be silent before what it holds is given back; such as 500ms or 2s,"
                    + " the default.")
    private Duration sessionLimit = Duration.ofSeconds(2);

    @Option(names = "--create", description = "Creates the domain if there is none.")
    private boolean create;

    /** All of it or none, but for the last. */
    private static final class Tls {
        @Option(
                names = "--tls-cert",
                paramLabel = "FILE",
                required = true,
                description = "PEM: the server's certificate, and those between it and the authority. Turns TLS on.")
        private Path certificate;

        @Option(
                names = "--tls-key",
                paramLabel = "FILE",
                required = true,
                description = "PEM, PKCS#8: its private key, readable by its owner only.")
        private Path key;

        @Option(
                names = "--client-ca",
                paramLabel = "FILE",
                description = "PEM: lets in only clients with a certificate of these authorities, besides the key.")
        private Path clientAuthorities;
    }

    @Override
    Parley open(DomainArgument argument) {
        return create ? argument.openOrCreate("parley serve") : super.open(argument);
    }

    @Override
    void run(Parley parley, PrintWriter out) {
        try (ManagerServer server = ManagerServer.start(parley, AuthKey.fromFile(keyFile), this::options)) {
            CountDownLatch end = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            Thread hook = new Thread(() -> await(end, ended), "parley-serve-end");
            Runtime.getRuntime().addShutdownHook(hook);
            out.println(parley.directory() + ": listening at "
                    + server.address().getAddress().getHostAddress() + ":"
                    + server.address().getPort() + (tls == null ? "" : ", TLS"));
            out.flush();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Runtime.getRuntime().removeShutdownHook(hook);
            } finally {
                server.shutdown();
                parley.close();
                ended.countDown();
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot serve at " + listen + ": " + e.getMessage());
        }
    }

    /** The JVM is told to end: that waits until everything is closed. */
    private static void await(CountDownLatch end, CountDownLatch ended) {
        end.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerOptions options(ServerOptions defaults) {
        ServerOptions chosen = defaults.listenAt(listen).sessionLimit(sessionLimit);
        if (tls != null) {
            chosen = chosen.tls(tls.certificate, tls.key);
            chosen = tls.clientAuthorities == null ? chosen : chosen.clientCertificates(tls.clientAuthorities);
        }
        return chosen;
    }

    /** {@code HOST:PORT}, also with a number of IPv6 in brackets. */
    private static final class AddressConverter implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String value) {
            int colon = value.lastIndexOf(':');
            try {
                int port = Integer.parseInt(value.substring(colon + 1));
                InetSocketAddress address = new InetSocketAddress(value.substring(0, Math.max(0, colon)), port);
                if (colon > 0 && !address.isUnresolved()) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new TypeConversionException("'" + value + "' is not an address such as 10.0.0.5:7400");
        }
    }

    /** A number and {@code ms} or {@code s}. */
    private static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Duration time = value.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)))
                        : Duration.parse("PT" + value);
                if (time.toMillis() > 0) {
                    return time;
                }
            } catch (RuntimeException e) {
                // said below
            }
            throw new TypeConversionException("'" + value + "' is not a time such as 500ms or 2s");
        }
    }
}
