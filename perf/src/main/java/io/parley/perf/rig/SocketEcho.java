package io.parley.perf.rig;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** The JDK's sockets: a server with a thread for each connection, and a client. */
public final class SocketEcho implements Caller {
    private final byte[] request = new byte[Echo.REQUEST];
    private final byte[] reply = new byte[Echo.REPLY];
    private final Socket socket;
    private final DataInputStream in;

    /** Connects. */
    public SocketEcho(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Starts a server; returns its port. */
    public static int serve() throws IOException {
        ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket connection = listening.accept();
                start(() -> answer(connection));
            }
        });
        return listening.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException clientLeft) {
                // so does this thread
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void answer(Socket connection) throws IOException {
        try (connection) {
            connection.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(connection.getInputStream());
            byte[] request = new byte[Echo.REQUEST];
            byte[] reply = new byte[Echo.REPLY];
            while (true) {
                in.readFully(request);
                connection.getOutputStream().write(reply);
            }
        }
    }

    @Override
    public void call() throws IOException {
        socket.getOutputStream().write(request);
        in.readFully(reply);
    }

    @Override
    public void send(Consumer<Throwable> answered) {
        throw new UnsupportedOperationException("one request at a time");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
