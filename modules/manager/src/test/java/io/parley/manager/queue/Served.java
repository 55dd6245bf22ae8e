package io.parley.manager.queue;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import io.parley.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** A server in a JVM of its own: directory of the domain, port. */
final class Served {
    static final AuthKey KEY = AuthKey.of(new byte[] {4, 5, 6});
    static final Duration LONG = Duration.ofSeconds(120);

    private Served() {}

    public static void main(String[] args) throws IOException {
        Parley parley = Parley.open(Path.of(args[0]));
        ManagerServer server = ManagerServer.start(
                parley, KEY, o -> o.listenAt(address(Integer.parseInt(args[1]))).sessionLimit(Duration.ofSeconds(20)));
        Script.report("port", server.address().getPort());
        Script.await("never");
    }

    static ForkedJvmBuilder builder(Path directory, int port) {
        return ForkedJvm.builder(Served.class).args(directory.toString(), String.valueOf(port));
    }

    static int port(ForkedJvm server) {
        return Integer.parseInt(server.awaitReported("port", LONG));
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static Manager connect(int port) throws IOException {
        return Manager.connect(address(port), KEY, o -> o.timeout(LONG));
    }
}
