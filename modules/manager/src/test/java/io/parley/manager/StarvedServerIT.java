package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.value.ManagedLong;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that has no descriptors left for another connection. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class StarvedServerIT {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final int DESCRIPTORS = 250;

    @TempDir
    Path directory;

    static final class Server {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    ManagerServer server = ManagerServer.start(
                            parley,
                            KEY,
                            options -> options.sessionLimit(Duration.ofSeconds(20))
                                    .limits(limits -> limits.strangers(1000)))) {
                Script.report("port", server.address().getPort());
                Script.barrier("done");
            }
        }
    }

    @Test
    void shouldGoOnWhenThereAreNoDescriptorsForAWhile() throws Exception {
        try (ForkedJvm forked = ForkedJvm.builder(Server.class)
                .args(directory.resolve("domain").toString())
                .jvmFlags("-XX:-MaxFDLimit")
                .prefixCommand("bash", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$@\"", "limited")
                .start()) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    Integer.parseInt(forked.awaitReported("port", Duration.ofSeconds(60))));
            try (Manager early = Manager.connect(address, KEY)) {
                ManagedLong n = early.longValue("n");
                n.set(1);
                Manager.connect(address, KEY).close();

                List<Socket> crowd = new ArrayList<>();
                for (int i = 0; i < DESCRIPTORS; i++) {
                    crowd.add(new Socket(address.getAddress(), address.getPort()));
                }
                assertThat(n.getAndAdd(1)).isEqualTo(1);
                for (Socket each : crowd) {
                    each.close();
                }

                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                    try (Manager late = Manager.connect(address, KEY)) {
                        return late.longValue("n").get() == 2;
                    }
                });
                assertThat(n.getAndAdd(1)).isEqualTo(2);
            }
            forked.proceed("done");
            forked.awaitExit(0, Duration.ofSeconds(30));
        }
    }
}
