package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server with one queue, a program that sends, and one that receives, each in its own JVM; the tutorials' E2E-26.
 * There the port is 50000; here any that is free, unless an argument says which.
 */
public final class ThreePrograms {
    private static final String HOST = "127.0.0.1";

    private ThreePrograms() {}

    private static AuthKey key() {
        return AuthKey.of("abc".getBytes(StandardCharsets.UTF_8));
    }

    /** Optionally the port. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int wanted = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        try (Parley parley =
                        Parley.open("three-programs-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.create(parley, key())
                        .options(o -> o.listenAt(new InetSocketAddress(HOST, wanted)))
                        .registerShared("get_queue", BlockingQueue.class, () -> queue)
                        .start()) {
            int port = server.address().getPort();
            parley.process("sender", () -> send(port)).start().join();
            parley.process("receiver", () -> receive(port)).start().join();
            System.out.println("the server runs: " + server.isRunning());
            parley.delete();
        }
    }

    private static void send(int port) throws IOException, InterruptedException {
        try (Manager manager = Manager.connect(new InetSocketAddress(HOST, port), key())) {
            BlockingQueue<String> queue = manager.get("get_queue", BlockingQueue.class);
            queue.put("hello");
        }
    }

    private static void receive(int port) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(HOST, port);
        try (Manager manager = Manager.connect(address, key())) {
            BlockingQueue<String> queue = manager.get("get_queue", BlockingQueue.class);
            System.out.println(queue.take());
            System.out.println("from " + address.getHostString());
        }
    }
}
