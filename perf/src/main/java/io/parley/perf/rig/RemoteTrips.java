package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Requests to another JVM over the loopback address, one at a time and many at once. Closed loops: the next request is
 * sent when there is an answer, so there is no schedule that a stall could delay.
 */
public final class RemoteTrips {
    /** How many requests are on their way at once. */
    public static final int IN_FLIGHT = 256;

    private static final double NS_PER_SECOND = 1e9;

    private RemoteTrips() {}

    /**
     * What came out.
     *
     * @param oneByOne round trips, one at a time
     * @param perSecond answers in a second with {@link #IN_FLIGHT} requests on their way; 0 if that is not possible
     */
    public record Result(Latencies oneByOne, double perSecond) {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("kind", "number,queue,echo,socket,python");
        defaults.put("tls", "false,true");
        defaults.put("warmup", "2");
        defaults.put("seconds", "2");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("RemoteTrips", defaults, args);
        for (int run = 0; run < options.integer("runs"); run++) {
            for (RemoteKind kind : options.constants("kind", RemoteKind.class)) {
                for (String tls : options.text("tls").split(",")) {
                    boolean over = Boolean.parseBoolean(tls);
                    if (!over || kind.isOverTls()) {
                        Result result = measure(kind, over, options.seconds("warmup"), options.seconds("seconds"));
                        System.out.printf(
                                "%-50s %s   %,.0f/s%n",
                                kind.title() + (over ? ", TLS" : ""), result.oneByOne(), result.perSecond());
                    }
                }
            }
        }
    }

    /** Whether it can be measured on this machine. */
    public static boolean isPresent(RemoteKind kind) {
        return kind != RemoteKind.PYTHON || Baseline.PYTHON_MANAGER.isPresent();
    }

    /** What is said of the one that may be absent, where it is. */
    public static String absence() {
        return Baseline.PYTHON_MANAGER.absence();
    }

    /** One run with a new server. */
    public static Result measure(RemoteKind kind, boolean tls, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create()) {
            if (kind == RemoteKind.PYTHON) {
                List<String> command = Baseline.PYTHON_MANAGER.command(
                        scratch, Long.toString(warmUp.toMillis()), Long.toString(duration.toMillis()));
                return new Result(HandOverLatency.read(Child.linesOf(command)), 0);
            }
            Path certificates = tls ? scratch.directory() : null;
            if (tls) {
                Certificates.create(certificates);
            }
            try (ChildJvm server = server(kind, scratch, certificates);
                    Caller caller = caller(kind, Integer.parseInt(server.await("port")), certificates)) {
                oneByOne(caller, warmUp);
                Latencies latencies = oneByOne(caller, duration);
                double perSecond = 0;
                if (kind.isPipelined()) {
                    manyAtOnce(caller, warmUp);
                    perSecond = manyAtOnce(caller, duration);
                }
                server.kill();
                return new Result(latencies, perSecond);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot measure " + kind, e);
        }
    }

    static ChildJvm server(RemoteKind kind, Scratch scratch, Path certificates) {
        List<String> args = new ArrayList<>(
                List.of(kind.name(), scratch.directory().resolve("domain").toString()));
        if (certificates != null) {
            args.add(certificates.toString());
        }
        return ChildJvm.start(RemoteServer.class, List.of(), args);
    }

    private static Caller caller(RemoteKind kind, int port, Path certificates) throws IOException {
        return switch (kind) {
            case ECHO -> new Echo(port, certificates);
            case SOCKET -> new SocketEcho(port);
            default -> new ManagerCaller(kind, port, certificates);
        };
    }

    private static Latencies oneByOne(Caller caller, Duration duration) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long sentNs = System.nanoTime();
        long endNs = sentNs + duration.toNanos();
        while (endNs - sentNs > 0) {
            caller.call();
            long doneNs = System.nanoTime();
            latencies.record(doneNs - sentNs);
            sentNs = doneNs;
        }
        return latencies.ended();
    }

    private static double manyAtOnce(Caller caller, Duration duration) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        LongAdder answers = new LongAdder();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Consumer<Throwable> answered = failure -> {
            failed.compareAndSet(null, failure);
            answers.increment();
            free.release();
        };
        long startNs = System.nanoTime();
        long nowNs;
        do {
            free.acquire();
            caller.send(answered);
            nowNs = System.nanoTime();
        } while (nowNs - startNs < duration.toNanos());
        double perSecond = answers.sum() * NS_PER_SECOND / (nowNs - startNs);
        free.acquire(IN_FLIGHT);
        if (failed.get() != null) {
            throw new IllegalStateException("a request failed", failed.get());
        }
        return perSecond;
    }
}
