package io.parley.multi;

import io.parley.Parley;
import io.parley.sync.SharedLock;
import io.parley.testkit.Script;
import java.nio.file.Path;

/**
 * Joins a domain, acquires the lock that is called as it is itself, and then ends, or does not, as the test says.
 * Arguments: domain, name, one of the constants here or anything else to wait for good.
 */
final class Holder {
    /** The main method returns; the domain stays open. */
    static final String RETURN = "return";
    /** {@code System.exit} while another thread holds the lock. */
    static final String EXIT = "exit";
    /** The domain is closed under the lock. */
    static final String CLOSE = "close";
    /** The lock is given back. */
    static final String UNLOCK = "unlock";

    static final String HOLDING = "holding";
    static final String RELEASED = "released";

    private Holder() {}

    public static void main(String[] args) {
        Parley parley = Domains.open(Path.of(args[0]), args[1]);
        SharedLock lock = parley.lock(args[1]);
        lock.lock();
        Script.barrier(HOLDING);
        switch (args[2]) {
            case RETURN -> {}
            case EXIT -> System.exit(0);
            case CLOSE -> {
                parley.close();
                Script.barrier(RELEASED);
            }
            case UNLOCK -> {
                lock.unlock();
                Script.barrier(RELEASED);
            }
            default -> Script.await("the end");
        }
    }
}
