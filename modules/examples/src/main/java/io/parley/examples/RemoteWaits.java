package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.pipe.AuthKey;
import io.parley.process.ParleyProcess;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.ManagedEvent;
import io.parley.sync.ManagedLatch;
import io.parley.sync.ManagedSemaphore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Two clients over TCP and the host of the domain wait for each other: a latch until both are there, an event that is
 * set for a moment only, a barrier with a party on each side. Each client has a permit; that of the one that is killed
 * comes back, and so does that of the one that says goodbye.
 */
public final class RemoteWaits {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 2;

    private RemoteWaits() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try (Parley parley =
                        Parley.open("remote-waits-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.start(
                        parley, AuthKey.of(secret), options -> options.sessionLimit(Duration.ofSeconds(3)))) {
            int port = server.address().getPort();
            ParleyProcess doomed =
                    parley.process("doomed", () -> client(port, secret, true)).start();
            ParleyProcess polite =
                    parley.process("polite", () -> client(port, secret, false)).start();
            host(Manager.local(parley), doomed);
            polite.join();
            parley.delete();
        }
    }

    private static void host(Manager manager, ParleyProcess doomed) throws Exception {
        ManagedSemaphore permits = manager.leasedSemaphore("permits", CLIENTS);
        ManagedBarrier together = manager.barrier("together", CLIENTS + 1);
        if (manager.latch("there", CLIENTS).await(PATIENCE)) {
            System.out.println("both are there");
        }
        ManagedEvent go = manager.event("go");
        go.set();
        go.clear();
        together.await(PATIENCE);
        System.out.println("both saw it, and have a permit each: " + permits.availablePermits() + " left");
        doomed.kill();
        System.out.println("one is killed, its permit is there: " + permits.tryAcquire(PATIENCE));
        go.set();
        System.out.println("the other one leaves, its permit is there: " + permits.tryAcquire(PATIENCE));
    }

    /** What runs elsewhere: all it knows is where the server listens, and the key. */
    private static void client(int port, byte[] secret, boolean staysForEver) throws Exception {
        try (Manager manager = connect(port, secret)) {
            ManagedEvent go = manager.event("go");
            ManagedLatch there = manager.latch("there", CLIENTS);
            long seen = go.epoch();
            there.countDown();
            seen = go.awaitEpochAfter(seen);
            manager.leasedSemaphore("permits", CLIENTS).acquire();
            manager.barrier("together", CLIENTS + 1).await(PATIENCE);
            if (staysForEver) {
                new CountDownLatch(1).await();
            }
            go.awaitEpochAfter(seen);
        }
    }

    private static Manager connect(int port, byte[] secret) throws IOException {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        return Manager.connect(address, AuthKey.of(secret), options -> options.timeout(PATIENCE));
    }
}
