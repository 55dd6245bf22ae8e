package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitSet;
import io.parley.Waitable;
import io.parley.pipe.AuthKey;
import io.parley.pipe.AuthenticationException;
import io.parley.pipe.Connection;
import io.parley.pipe.ConnectionOptions;
import io.parley.pipe.Connections;
import io.parley.pipe.Listener;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedEvent;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thread serves whoever connects and knows the key, until an event tells it to stop: it waits for the listener, for
 * every connection and for the event at once. Two clients in processes of their own talk at the same time; one of them
 * is in the domain, so its messages go through memory. A third has another key.
 */
public final class UpperCaseServer {
    private UpperCaseServer() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("upper");
        Path keyFile = keyFile(directory.resolve("key"));
        Path otherFile = keyFile(directory.resolve("other"));
        File own = keyFile.toFile();
        File other = otherFile.toFile();
        try (Parley parley = Parley.open("upper-" + ProcessHandle.current().pid())) {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (Listener<String> listener = Listener.open(
                    anyPort, Codecs.utf8(), AuthKey.fromFile(keyFile), options -> options.sharedMemory(parley))) {
                int port = ((InetSocketAddress) listener.address()).getPort();
                List<ParleyProcess> clients = List.of(
                        parley.process(() -> talk(port, own, parley, "red", "green"))
                                .start(),
                        parley.process(() -> talk(port, own, null, "blue")).start(),
                        parley.process(() -> talk(port, other, null, "black")).start());
                Thread stopper = new Thread(() -> stopAfter(clients, parley.event("stop")));
                stopper.start();
                serve(listener, parley.event("stop"));
                stopper.join();
            }
            parley.delete();
        }
        Files.delete(keyFile);
        Files.delete(otherFile);
        Files.delete(directory);
    }

    private static Path keyFile(Path file) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, secret);
    }

    private static void stopAfter(List<ParleyProcess> clients, SharedEvent stop) {
        try {
            for (ParleyProcess client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop.set();
        }
    }

    private static void serve(Listener<String> listener, SharedEvent stop) throws IOException, InterruptedException {
        SortedSet<String> served = new TreeSet<>();
        List<Connection<String>> connections = new ArrayList<>();
        while (true) {
            List<Waitable> things = new ArrayList<>(connections);
            things.add(listener);
            things.add(stop);
            List<Waitable> ready = WaitSet.await(things);
            if (ready.equals(List.of(stop))) {
                served.forEach(System.out::println);
                return;
            }
            connections.removeIf(connection -> ready.contains(connection) && !answer(connection, served));
            if (ready.contains(listener)) {
                accept(listener, connections);
            }
        }
    }

    private static void accept(Listener<String> listener, List<Connection<String>> connections)
            throws IOException, InterruptedException {
        try {
            connections.add(listener.accept());
        } catch (AuthenticationException e) {
            System.out.println("turned away, other key: " + e.getMessage().contains("has another key"));
        }
    }

    /** Whether the client may have more. */
    private static boolean answer(Connection<String> connection, SortedSet<String> served) {
        try {
            String answer = connection.receive().toUpperCase(Locale.ROOT);
            connection.send(answer);
            served.add("served " + answer);
            return true;
        } catch (EOFException theyLeft) {
            connection.close();
            return false;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot serve " + connection, e);
        }
    }

    private static ConnectionOptions options(ConnectionOptions defaults, Parley parley) {
        ConnectionOptions patient = defaults.timeLimit(Duration.ofMinutes(1));
        return parley == null ? patient : patient.sharedMemory(parley);
    }

    /** What a client does; through memory if it shows its domain. */
    private static void talk(int port, File keyFile, Parley parley, String... words) throws Exception {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        AuthKey key = AuthKey.fromFile(keyFile.toPath());
        try (Connection<String> connection = Connections.connect(server, Codecs.utf8(), key, o -> options(o, parley))) {
            for (String word : words) {
                connection.send(word);
                String answer = connection.receive();
                if (!answer.equals(word.toUpperCase(Locale.ROOT))) {
                    throw new IllegalStateException(answer);
                }
            }
        } catch (AuthenticationException refused) {
            return; // the server says so
        }
    }
}
