package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.pipe.Connection;
import io.parley.pipe.Connections;
import io.parley.pipe.Listener;
import io.parley.process.ParleyProcess;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLatch;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server with a process for each client. A socket cannot be handed to another JVM, so each process listens on a port
 * of its own, and the server tells the client which. Two clients talk at the same time; a third says nothing and goes,
 * and only its process ends.
 */
public final class ProcessPerClient {
    private static final int CLIENTS = 3;

    private ProcessPerClient() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try (Parley parley =
                Parley.open("process-per-client-" + ProcessHandle.current().pid())) {
            SharedLatch bothTalk = parley.latch("both-talk", 2);
            try (Listener<Integer> server = Listener.open(port(0), Codecs.int32(), AuthKey.of(secret))) {
                int port = portOf(server);
                List<ParleyProcess> all = new ArrayList<>(List.of(
                        parley.process("ann", () -> talk(port, secret, bothTalk, "tea", "milk"))
                                .start(),
                        parley.process("bob", () -> talk(port, secret, bothTalk, "coffee", "sugar"))
                                .start(),
                        parley.process("mute", () -> talk(port, secret, null)).start()));
                for (int client = 0; client < CLIENTS; client++) {
                    all.add(accept(parley, server, secret, client));
                }
                for (ParleyProcess each : all) {
                    each.join();
                }
            }
            SharedQueue<String> served = parley.queue("served", Codecs.utf8());
            List<String> words = new ArrayList<>(served.takeBatch(10));
            words.sort(null);
            System.out.println("served " + words + " in " + CLIENTS + " processes");
            parley.delete();
        }
    }

    /** A process for the next client. */
    private static ParleyProcess accept(Parley parley, Listener<Integer> server, byte[] secret, int client)
            throws IOException, InterruptedException {
        try (Connection<Integer> door = server.accept();
                SharedQueue<Integer> ports = parley.queue("port-" + client, Codecs.int32())) {
            ParleyProcess process = parley.process("for-client-" + client, () -> serve(parley, ports, secret))
                    .start();
            door.send(ports.take());
            return process;
        }
    }

    private static void serve(Parley parley, SharedQueue<Integer> ports, byte[] secret)
            throws IOException, InterruptedException {
        try (Listener<String> mine = Listener.open(port(0), Codecs.utf8(), AuthKey.of(secret));
                SharedQueue<String> served = parley.queue("served", Codecs.utf8())) {
            ports.put(portOf(mine));
            try (Connection<String> client = mine.accept()) {
                while (true) {
                    String answer = client.receive().toUpperCase(Locale.ROOT);
                    served.put(answer);
                    client.send(answer);
                }
            } catch (EOFException clientLeft) {
                return;
            }
        }
    }

    private static void talk(int port, byte[] secret, SharedLatch bothTalk, String... words)
            throws IOException, InterruptedException {
        int mine;
        try (Connection<Integer> door = Connections.connect(port(port), Codecs.int32(), AuthKey.of(secret))) {
            mine = door.receive();
        }
        try (Connection<String> connection = Connections.connect(port(mine), Codecs.utf8(), AuthKey.of(secret))) {
            for (String word : words) {
                connection.send(word);
                if (!connection.receive().equals(word.toUpperCase(Locale.ROOT))) {
                    throw new IllegalStateException("wrong answer to " + word);
                }
                bothTalk.countDown();
                bothTalk.await(); // the other one is served, too, before this one is done
            }
        }
    }

    private static InetSocketAddress port(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int portOf(Listener<?> listener) {
        return ((InetSocketAddress) listener.address()).getPort();
    }
}
