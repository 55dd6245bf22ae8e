package io.parley.examples;

import io.parley.Parley;
import io.parley.RemoteException;
import io.parley.manager.IndeterminateException;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.manager.ServerOptions;
import io.parley.manager.SessionExpiredException;
import io.parley.manager.SessionState;
import io.parley.pipe.AuthKey;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The server ends and another one begins at the same address. What a client held is lost, and it is told; what is in
 * the domain stays. The client renews its session, and its handles go on.
 */
public final class SessionLost {
    private static final AuthKey KEY = AuthKey.of("not for production".getBytes(StandardCharsets.US_ASCII));

    private SessionLost() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        try (Parley parley =
                Parley.open("session-lost-" + ProcessHandle.current().pid())) {
            ManagerServer first = ManagerServer.start(parley, KEY);
            InetSocketAddress address = first.address();
            try (Manager manager = Manager.connect(address, KEY)) {
                ManagedLong orders = manager.longValue("orders");
                ManagedLock lock = manager.lock("book");
                lock.lock();
                add(orders);
                first.shutdown();
                while (manager.sessionState() != SessionState.EXPIRED) {
                    LockSupport.parkNanos(1_000_000);
                }
                add(orders);
                try (ManagerServer second = ManagerServer.start(parley, KEY, o -> at(address, o))) {
                    manager.renew();
                    System.out.println(
                            manager.sessionState() + " with " + (second.isRunning() ? "another server" : "?"));
                    System.out.println("lock is held by this thread: " + lock.isHeldByCurrentThread());
                    add(orders);
                }
            }
            parley.delete();
        }
    }

    private static ServerOptions at(InetSocketAddress address, ServerOptions defaults) {
        return defaults.listenAt(address).sessionLimit(Duration.ofSeconds(5));
    }

    /** What to do is in the type: not done, or nobody knows. */
    private static void add(ManagedLong orders) {
        try {
            System.out.println("orders: " + orders.incrementAndGet());
        } catch (SessionExpiredException notDone) {
            System.out.println("not added: the session is over");
        } catch (IndeterminateException unknown) {
            System.out.println("added or not: look before you do it again");
        } catch (RemoteException other) {
            System.out.println("the server refused: " + other.getMessage());
        }
    }
}
