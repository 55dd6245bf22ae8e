package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to((InetSocketAddress) listener.getLocalSocketAddress());
        client = dial();
        server = listener.accept();
        client.getOutputStream().write(1);
        assertThat(server.getInputStream().read()).isEqualTo(1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    private Socket dial() throws IOException {
        return new Socket(proxy.address().getAddress(), proxy.address().getPort());
    }

    private static void write(Socket to, int count) throws IOException {
        to.getOutputStream().write(new byte[count]);
    }

    @Test
    void shouldForwardBothWays() throws IOException {
        client.getOutputStream().write(5);
        assertThat(server.getInputStream().read()).isEqualTo(5);
        server.getOutputStream().write(6);
        assertThat(client.getInputStream().read()).isEqualTo(6);

        client.close();

        assertThat(server.getInputStream().read()).isEqualTo(-1);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void shouldHoldBackOneDirectionAndDeliverLater() throws IOException {
        proxy.cut(Direction.TO_SERVER);
        client.getOutputStream().write(5);
        server.getOutputStream().write(6);
        assertThat(client.getInputStream().read()).isEqualTo(6);
        server.setSoTimeout(50);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy).asString().contains("cut TO_SERVER");

        proxy.heal();
        server.setSoTimeout(0);

        assertThat(server.getInputStream().read()).isEqualTo(5);
    }

    @Test
    void shouldBreakOffInTheMiddle() throws IOException {
        proxy.resetAfter(Direction.TO_SERVER, 10);

        write(client, 25);

        assertThat(readAll(server)).isLessThanOrEqualTo(10);
        try (Socket next = dial();
                Socket accepted = listener.accept()) {
            write(next, 25);
            assertThat(accepted.getInputStream().readNBytes(25)).hasSize(25);
        }
    }

    private static int readAll(Socket from) {
        int count = 0;
        try {
            while (from.getInputStream().read() >= 0) {
                count++;
            }
        } catch (IOException reset) {
            // as it should
        }
        return count;
    }

    @Test
    void shouldResetAndRefuse() throws IOException {
        proxy.refuse(true);
        proxy.reset();
        assertThat(readAll(client)).isZero();
        assertThat(readAll(server)).isZero();

        try (Socket next = dial()) {
            assertThat(readAll(next)).isZero();
        }
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void shouldDelay() throws IOException {
        proxy.delay(Duration.ofMillis(40));
        long began = System.nanoTime();

        client.getOutputStream().write(5);

        assertThat(server.getInputStream().read()).isEqualTo(5);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(40_000_000L);
    }

    @Test
    void shouldSayThatThereAreFaultsAtRandom() throws IOException {
        proxy.atRandom(Seeds.derive("proxy"), 1);

        int connections = 1;
        while (connections < 5) {
            try (Socket next = dial()) {
                write(next, 100);
                connections++;
            }
        }

        assertThat(proxy).asString().contains("random 1.0");
    }
}
