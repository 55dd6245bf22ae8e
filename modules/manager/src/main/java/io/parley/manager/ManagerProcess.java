package io.parley.manager;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitSet;
import io.parley.internal.net.KeySecrets;
import io.parley.pipe.AuthKey;
import io.parley.pipe.End;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessTarget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A {@link ManagerServer} in a child process: Python's {@code BaseManager.start()}.
 *
 * <pre>{@code
 * try (ManagerProcess process = ManagerProcess.start(
 *         parley, key, server -> server.register("Maths", Maths.class, MathsImpl::new))) {
 *     Manager manager = process.connect();
 *     ...
 * }
 * }</pre>
 *
 * <p>The child opens the domain, prepares the server, and serves until it is shut down. It ends with the process that
 * started it, within a second, however that ends.
 *
 * <p><b>Threading:</b> thread-safe.
 *
 * <p><b>Failure:</b> a child that is killed takes the registered objects with it; what is in the domain stays. Clients
 * hear of it by their connections.
 *
 * <p><b>Differs from Python:</b> the server does not outlive a parent that is killed. Ctrl-C ends it as it ends its
 * parent, where both are in the foreground of a terminal. There is no collecting of a manager that nobody uses any
 * more: close it.
 */
public final class ManagerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String PIPE = "manager-";

    private final ParleyProcess child;
    private final InetSocketAddress address;
    private final AuthKey key;

    private ManagerProcess(ParleyProcess child, InetSocketAddress address, AuthKey key) {
        this.child = child;
        this.address = address;
        this.key = key;
    }

    /**
     * Starts a server with the default options and nothing registered.
     *
     * @param parley the domain
     * @param key the key that clients must know; travels to the child through a pipe
     * @return the server, which serves
     * @throws IOException if it cannot serve; or the thread was interrupted
     */
    public static ManagerProcess start(Parley parley, AuthKey key) throws IOException {
        return start(parley, key, server -> {});
    }

    /**
     * Starts a server, and returns once its address is known.
     *
     * @param parley the domain
     * @param key the key that clients must know; travels to the child through a pipe
     * @param setup runs in the child before anybody is served: options, registrations, initialisation
     * @return the server, which serves
     * @throws IOException if it cannot be set up or cannot serve; the message says why. Or the thread was interrupted
     * @throws IllegalArgumentException if {@code setup} captures what cannot travel
     */
    public static ManagerProcess start(Parley parley, AuthKey key, ServerSetup setup) throws IOException {
        Objects.requireNonNull(setup, "setup");
        String name = PIPE + UUID.randomUUID();
        try (Pipe<String> pipe = parley.pipe(name, Codecs.utf8())) {
            ParleyProcess child = parley.process("ManagerServer", new Served(KeySecrets.of(key), setup, name))
                    .daemon(true)
                    .start();
            try {
                return new ManagerProcess(child, addressFrom(pipe.first(), child), key);
            } catch (InterruptedException e) {
                child.kill();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the server started");
            } catch (IOException | RuntimeException e) {
                child.kill();
                throw e;
            } finally {
                pipe.delete();
            }
        }
    }

    private static InetSocketAddress addressFrom(PipeConnection<String> pipe, ParleyProcess child)
            throws IOException, InterruptedException {
        WaitSet.await(List.of(pipe, child));
        if (!pipe.poll()) {
            throw new IOException("the server's process ended before it served: "
                    + child.exitStatus().map(Object::toString).orElse("?")
                    + ". Its standard error has the stack trace");
        }
        String[] place = pipe.receive().split(" ", 2);
        return new InetSocketAddress(InetAddress.getByName(place[0]), Integer.parseInt(place[1]));
    }

    /**
     * What the child runs.
     *
     * @param key the secret
     * @param setup prepares the server
     * @param pipe where to say the address
     */
    private record Served(byte[] key, ServerSetup setup, String pipe) implements ProcessTarget {
        @Override
        public void run() throws Exception {
            Parley parley = ParleyProcess.current().parley();
            try (ManagerServer server = ManagerServer.create(parley, AuthKey.of(key))) {
                setup.setUp(server);
                InetSocketAddress address = server.start().address();
                try (PipeConnection<String> parent = parley.connection(pipe, Codecs.utf8(), End.SECOND)) {
                    parent.send(address.getAddress().getHostAddress() + " " + address.getPort());
                }
                server.serveForever();
            } catch (InterruptedException asked) {
                return; // by shutdown()
            }
        }
    }

    /**
     * Where it listens, with the real port.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Connects to it.
     *
     * @return a manager to close
     * @throws IOException if that fails, say because the server was shut down
     */
    public Manager connect() throws IOException {
        return Manager.connect(address, key);
    }

    /**
     * The process.
     *
     * @return the child
     */
    public ParleyProcess process() {
        return child;
    }

    /**
     * Waits until the process has ended, for whatever reason.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it has
     * @throws InterruptedException if the thread is interrupted; the server goes on
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return child.join(timeout);
    }

    /** Ends it; as {@link #shutdown(Duration)} with a second for each step. */
    public void shutdown() {
        shutdown(PATIENCE);
    }

    /**
     * Ends it: asks it to shut down, sends SIGTERM if that takes longer, and SIGKILL if that takes longer again.
     * Returns when the process has ended. A second call does nothing.
     *
     * @param timeout how long each step may take
     */
    public void shutdown(Duration timeout) {
        boolean interrupted = Thread.interrupted();
        child.interrupt();
        interrupted |= !awaited(timeout);
        if (child.isAlive()) {
            child.terminate();
            interrupted |= !awaited(timeout);
        }
        if (child.isAlive()) {
            child.kill();
            interrupted |= !awaited(timeout);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaited(Duration timeout) {
        try {
            child.join(timeout);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** As {@link #shutdown()}. */
    @Override
    public void close() {
        shutdown();
    }

    @Override
    public String toString() {
        return "ManagerProcess(" + address + ", pid=" + child.pid() + ")";
    }
}
