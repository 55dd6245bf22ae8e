package io.parley.perf.rig;

import com.sun.management.OperatingSystemMXBean;
import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The other side of a measurement: another JVM, or a thread where the transport does not leave the process. */
final class Peer implements AutoCloseable {
    /** A stamp that ends the peer. */
    private static final long STOP = 0;

    private static final long PATIENCE_MS = 1000;

    private final ChildJvm child;
    private final Thread thread;

    private final int bytes;

    private Peer(int bytes, ChildJvm child, Thread thread) {
        this.bytes = bytes;
        this.child = child;
        this.thread = thread;
    }

    /** What a peer does until it is told to stop. */
    enum Role {
        /** Sends back everything it gets. */
        ECHO,
        /** Sends as many messages as the stamp says it gets; of a negative stamp, that many at the rate. */
        SOURCE
    }

    /** Starts the peer; the near end is open already. */
    static Peer start(Link link, Role role, Scenario scenario, long rate, Path directory) {
        if (scenario.transport().isInOneProcess()) {
            Thread thread = new Thread(() -> play(role, link.far(), scenario.bytes(), rate), "peer");
            thread.setDaemon(true);
            thread.start();
            return new Peer(scenario.bytes(), null, thread);
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("role", role.name());
        options.put("transport", scenario.transport().name());
        options.put("wait", scenario.waiting().name());
        options.put("bytes", Integer.toString(scenario.bytes()));
        options.put("rate", Long.toString(rate));
        options.put("directory", directory.toString());
        ChildJvm child =
                ChildJvm.start(Peer.class, List.of(), Options.parse(options).toArguments());
        child.interruptOnFailure(Thread.currentThread());
        child.await("ready");
        return new Peer(scenario.bytes(), child, null);
    }

    /** The other JVM. */
    public static void main(String[] args) {
        ChildJvm.dieWithParent();
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : List.of("role", "transport", "wait", "bytes", "rate", "directory")) {
            names.put(name, "");
        }
        Options options = Options.parse(names, args);
        int bytes = options.integer("bytes");
        Link link = Transport.valueOf(options.text("transport"))
                .link(Path.of(options.text("directory")), Wait.valueOf(options.text("wait")), bytes);
        try (Endpoint far = link.far()) {
            ChildJvm.say("ready");
            play(Role.valueOf(options.text("role")), far, bytes, options.number("rate"));
        }
    }

    private static void play(Role role, Endpoint endpoint, int bytes, long rate) {
        try {
            if (role == Role.ECHO) {
                echo(endpoint);
            } else {
                serve(endpoint, bytes, rate);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("peer failed: role=" + role, e);
        }
    }

    private static void echo(Endpoint endpoint) throws IOException, InterruptedException {
        Payload message;
        while ((message = endpoint.receive()).stamp() != STOP) {
            endpoint.send(message);
        }
    }

    private static void serve(Endpoint endpoint, int bytes, long rate) throws IOException, InterruptedException {
        Payload message = new Payload(bytes);
        long wanted;
        while ((wanted = endpoint.receive().stamp()) != STOP) {
            if (wanted > 0) {
                for (long i = 0; i < wanted; i++) {
                    endpoint.send(message.stamp(i));
                }
            } else {
                Pacer pacer = new Pacer(rate);
                for (long i = 0; i < -wanted; i++) {
                    endpoint.send(message.stamp(pacer.await(i)));
                }
            }
        }
    }

    /** Processor time so far of this JVM and of the other one, if there is another. */
    long processorNs() {
        long oursNs = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return child == null ? oursNs : oursNs + ProcStat.processNs(child.pid());
    }

    /** Tells it to end, through the end that this side has. */
    void stop(Endpoint near) throws IOException, InterruptedException {
        near.send(new Payload(bytes).stamp(STOP));
    }

    /** Waits for its end, which it was told to come to, but not for long. */
    @Override
    public void close() {
        if (child != null) {
            child.close();
        } else {
            try {
                thread.join(PATIENCE_MS);
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
