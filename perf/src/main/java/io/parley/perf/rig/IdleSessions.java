package io.parley.perf.rig;

import io.parley.manager.Manager;
import io.parley.perf.transport.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a server needs for clients that are connected and do nothing. */
public final class IdleSessions {
    private static final int SETTLE = 2;
    private static final double PER_CENT = 100.0;
    private static final double BYTES_PER_MB = 1 << 20;
    private static final double KB_PER_MB = 1 << 10;

    private IdleSessions() {}

    /**
     * What came out.
     *
     * @param heapMb by how much the server's heap grew, after a collection
     * @param residentMb by how much the server's resident memory grew, heap that is not used included
     * @param percent processor time of the server, of one core
     */
    public record Result(double heapMb, double residentMb, double percent) {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("sessions", "1000");
        defaults.put("seconds", "10");
        Options options = Options.parseOrExit("IdleSessions", defaults, args);
        System.out.println(measure(options.integer("sessions"), options.seconds("seconds")));
    }

    /** The JVM with the clients. */
    static final class Clients {
        private Clients() {}

        /** Arguments: port, how many. */
        public static void main(String[] args) throws IOException {
            ChildJvm.dieWithParent();
            List<Manager> managers = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                Manager manager = ManagerCaller.connect(Integer.parseInt(args[0]), null);
                manager.longValue("number").incrementAndGet();
                managers.add(manager);
            }
            ChildJvm.say("connected " + managers.size());
            LockSupport.park(managers);
        }
    }

    /** One run, with a new server and a JVM with all the clients. */
    public static Result measure(int sessions, Duration duration) {
        try (Scratch scratch = Scratch.create();
                ChildJvm server = RemoteTrips.server(RemoteKind.NUMBER, scratch, null)) {
            String port = server.await("port");
            connect(port, 1).kill(); // what is needed once does not count
            double heapMb = heapMb(server);
            double residentMb = residentMb(server.pid());
            try (ChildJvm clients = connect(port, sessions)) {
                percent(server.pid(), duration.multipliedBy(SETTLE)); // until the compilers have seen the signs of life
                double percent = percent(server.pid(), duration);
                Result result = new Result(heapMb(server) - heapMb, residentMb(server.pid()) - residentMb, percent);
                clients.kill();
                server.kill();
                return result;
            }
        }
    }

    private static ChildJvm connect(String port, int sessions) {
        ChildJvm clients = ChildJvm.start(Clients.class, List.of(), List.of(port, Integer.toString(sessions)));
        clients.await("connected");
        return clients;
    }

    private static double percent(long pid, Duration duration) {
        long startNs = System.nanoTime();
        long beforeNs = ProcStat.processNs(pid);
        long leftNs;
        while ((leftNs = startNs + duration.toNanos() - System.nanoTime()) > 0) {
            LockSupport.parkNanos(leftNs);
        }
        return PER_CENT * (ProcStat.processNs(pid) - beforeNs) / (System.nanoTime() - startNs);
    }

    private static double heapMb(ChildJvm server) {
        server.tell(RemoteServer.HEAP);
        return Long.parseLong(server.await(RemoteServer.HEAP)) / BYTES_PER_MB;
    }

    private static double residentMb(long pid) {
        try (BufferedReader lines = Files.newBufferedReader(Path.of("/proc", Long.toString(pid), "status"))) {
            String resident = lines.lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(resident.replaceAll("\\D", "")) / KB_PER_MB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
