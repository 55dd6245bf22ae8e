package io.parley.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad network: stands between a client and a server on the loopback address and forwards what they send, until it is
 * told to delay it, hold it back, break off in the middle, or reset the connection.
 *
 * <p>What is held back is not lost: it is delivered when the network is whole again, as TCP does. What was on its way
 * when a connection was reset is lost.
 *
 * <p><b>Threading:</b> thread-safe. Two threads for each connection.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CHUNK = 8192;
    private static final long MAX_RANDOM_DELAY_NS = 20_000_000;

    /** Which way bytes go. */
    public enum Direction {
        /** From clients to the server. */
        TO_SERVER,
        /** From the server to clients. */
        TO_CLIENT
    }

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final long[] mayPass = {Long.MAX_VALUE, Long.MAX_VALUE};
    private final boolean[] cut = new boolean[Direction.values().length];
    private volatile boolean refuses;
    private volatile long delayNs;
    private volatile boolean closed;
    private SplittableRandom random;
    private double probability;

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    /**
     * Starts to forward, without faults.
     *
     * @param target where the server listens
     * @return the proxy to close
     * @throws IOException if it cannot listen
     */
    public static FaultProxy to(InetSocketAddress target) throws IOException {
        FaultProxy proxy = new FaultProxy(target);
        start("accept", proxy::accept);
        return proxy;
    }

    /**
     * Where clients are to connect.
     *
     * @return the address, on loopback
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /**
     * How many connections there have been.
     *
     * @return the count, those that were refused not included
     */
    public int accepted() {
        return accepted.get();
    }

    /**
     * Delays everything from now on.
     *
     * @param time how long each piece of up to 8 KiB is kept; zero for no delay
     */
    public void delay(Duration time) {
        delayNs = time.toNanos();
    }

    /**
     * Holds back what is sent in these directions, without a word to anybody: on the connections there are, and on new
     * ones.
     *
     * @param directions which ways; none for both
     */
    public synchronized void cut(Direction... directions) {
        for (Direction each : directions.length == 0 ? Direction.values() : directions) {
            cut[each.ordinal()] = true;
        }
    }

    /** Forwards everything again, what was held back first; accepts connections; no faults at random any more. */
    public synchronized void heal() {
        cut[0] = false;
        cut[1] = false;
        mayPass[0] = Long.MAX_VALUE;
        mayPass[1] = Long.MAX_VALUE;
        refuses = false;
        random = null;
        delayNs = 0;
        notifyAll();
    }

    /** Resets every connection; what is on its way is lost. */
    public void reset() {
        List.copyOf(connections).forEach(Connection::reset);
    }

    /**
     * Forwards so many more bytes in a direction, over whichever connections, and then resets the connection that the
     * next one comes over: in the middle of a frame, if the count says so. Once.
     *
     * @param direction which way
     * @param bytes how many still pass
     */
    public synchronized void resetAfter(Direction direction, long bytes) {
        mayPass[direction.ordinal()] = bytes;
    }

    /**
     * Ends new connections at once, or does not any more.
     *
     * @param refuse whether to
     */
    public void refuse(boolean refuse) {
        refuses = refuse;
    }

    /**
     * Does something to pieces of up to 8 KiB at random from now on: delays one by up to 20 ms, resets the connection
     * before it or in the middle of it.
     *
     * @param seed the same faults for the same traffic
     * @param chance how probable a fault is for each piece, from 0 to 1
     */
    public synchronized void atRandom(long seed, double chance) {
        random = new SplittableRandom(seed);
        probability = chance;
    }

    private void accept() {
        while (!closed) {
            try {
                accept(listener.accept());
            } catch (IOException e) {
                // closed, or out of descriptors
            }
        }
    }

    private void accept(Socket client) {
        if (refuses) {
            abort(client);
            return;
        }
        try {
            Connection connection = new Connection(client, new Socket(target.getAddress(), target.getPort()));
            accepted.incrementAndGet();
            connections.add(connection);
            connection.start();
        } catch (IOException nobodyListens) {
            abort(client);
        }
    }

    private static void start(String name, Runnable what) {
        Thread thread = new Thread(what, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    /** How much of a piece passes; less than all of it: then comes a reset. */
    private synchronized int admit(Direction direction, int length, Connection connection) throws InterruptedException {
        while (cut[direction.ordinal()] && !connection.isOver()) {
            wait();
        }
        int passes = (int) Math.min(length, mayPass[direction.ordinal()]);
        if (passes < length) {
            mayPass[direction.ordinal()] = Long.MAX_VALUE;
        } else if (mayPass[direction.ordinal()] != Long.MAX_VALUE) {
            mayPass[direction.ordinal()] -= length;
        }
        if (random == null || random.nextDouble() >= probability) {
            return passes;
        }
        int fault = random.nextInt(3);
        if (fault == 0) {
            connection.delayNextNs(random.nextLong(MAX_RANDOM_DELAY_NS));
            return passes;
        }
        return fault == 1 ? 0 : Math.min(passes, random.nextInt(length));
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    /** A client's connection and the one to the server that belongs to it. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final AtomicInteger ended = new AtomicInteger();
        private volatile boolean over;
        private volatile long nextDelayNs;

        Connection(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void start() {
            FaultProxy.start("to-server", () -> pump(client, server, Direction.TO_SERVER));
            FaultProxy.start("to-client", () -> pump(server, client, Direction.TO_CLIENT));
        }

        boolean isOver() {
            return over || closed;
        }

        void delayNextNs(long ns) {
            nextDelayNs = ns;
        }

        private void pump(Socket from, Socket to, Direction direction) {
            byte[] piece = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    int passes = admit(direction, length, this);
                    pause(delayNs + nextDelayNs);
                    nextDelayNs = 0;
                    out.write(piece, 0, passes);
                    if (passes < length || isOver()) {
                        reset();
                        return;
                    }
                }
                to.shutdownOutput();
                if (ended.incrementAndGet() == Direction.values().length) {
                    reset();
                }
            } catch (IOException | InterruptedException e) {
                reset();
            }
        }

        private void pause(long ns) {
            long untilNs = System.nanoTime() + ns;
            for (long leftNs = ns; leftNs > 0 && !isOver(); leftNs = untilNs - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
        }

        void reset() {
            over = true;
            connections.remove(this);
            abort(client);
            abort(server);
            wakeAll();
        }
    }

    /**
     * Ends every connection, and listens no more.
     *
     * @throws IOException if the socket cannot be closed
     */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        reset();
    }

    @Override
    public String toString() {
        List<String> faults = new ArrayList<>();
        synchronized (this) {
            for (Direction each : Direction.values()) {
                if (cut[each.ordinal()]) {
                    faults.add("cut " + each);
                }
            }
            if (random != null) {
                faults.add("random " + probability);
            }
        }
        return "FaultProxy(" + address() + " -> " + target + ", connections=" + connections.size() + ", " + faults
                + ")";
    }
}
