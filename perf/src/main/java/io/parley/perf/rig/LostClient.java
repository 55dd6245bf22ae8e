package io.parley.perf.rig;

import io.parley.manager.Manager;
import io.parley.perf.transport.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * From {@code kill -9} of a client that holds a lock until the next client has it. The kernel tells the server at once
 * that the connection ended; the session lives on until its limit, in case that the client comes back.
 */
public final class LostClient {
    private static final double NS_PER_MS = 1e6;
    private static final long ASLEEP_NS = 50_000_000;

    private LostClient() {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("deaths", "5");
        Options options = Options.parseOrExit("LostClient", defaults, args);
        measure(options.integer("deaths")).forEach(ms -> System.out.printf("%.1f ms%n", ms));
    }

    /** The client that is killed. */
    static final class Holder {
        private Holder() {}

        /** Arguments: port. */
        public static void main(String[] args) throws IOException {
            ChildJvm.dieWithParent();
            Manager manager = ManagerCaller.connect(Integer.parseInt(args[0]), null);
            manager.lock("lock").lock();
            ChildJvm.say("held");
            LockSupport.park(manager);
        }
    }

    /** Milliseconds until the next client has the lock, for each death. */
    public static List<Double> measure(int deaths) {
        try (Scratch scratch = Scratch.create();
                ChildJvm server = RemoteTrips.server(RemoteKind.NUMBER, scratch, null)) {
            String port = server.await("port");
            List<Double> ms = new ArrayList<>();
            try (Manager next = ManagerCaller.connect(Integer.parseInt(port), null)) {
                for (int i = 0; i < deaths; i++) {
                    ms.add(die(port, next));
                }
            }
            server.kill();
            return ms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double die(String port, Manager next) throws InterruptedException {
        try (ChildJvm holder = ChildJvm.start(Holder.class, List.of(), List.of(port))) {
            holder.await("held");
            long[] heldNs = new long[1];
            CountDownLatch asked = new CountDownLatch(1);
            Thread waiter = new Thread(() -> {
                asked.countDown();
                next.lock("lock").lock();
                heldNs[0] = System.nanoTime();
                next.lock("lock").unlock();
            });
            waiter.setDaemon(true);
            waiter.start();
            asked.await();
            LockSupport.parkNanos(ASLEEP_NS);
            long killedNs = holder.kill();
            waiter.join();
            return (heldNs[0] - killedNs) / NS_PER_MS;
        }
    }
}
