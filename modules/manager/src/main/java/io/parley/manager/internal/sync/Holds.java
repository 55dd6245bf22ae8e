package io.parley.manager.internal.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which threads of this client hold one lock, and how often: re-entry asks nobody. */
final class Holds {
    private final Map<Thread, Hold> byThread = new ConcurrentHashMap<>();

    /** One thread's hold; only that thread looks into it. */
    static final class Hold {
        private final long thread;
        private int count = 1;
        private long token;
        private boolean recovered;

        Hold(long thread, long token, boolean recovered) {
            this.thread = thread;
            this.token = token;
            this.recovered = recovered;
        }

        /** How the server calls the thread. */
        long thread() {
            return thread;
        }

        int count() {
            return count;
        }

        void enter() {
            count = Math.addExact(count, 1);
        }

        /** Whether that was not the last. */
        boolean leave() {
            if (count > 1) {
                count--;
                return true;
            }
            return false;
        }

        long token() {
            return token;
        }

        boolean recovered() {
            return recovered;
        }

        void consistent() {
            recovered = false;
        }

        /** The lock was given up for a while and taken back. */
        void again(long newToken, boolean nowRecovered) {
            token = newToken;
            recovered = nowRecovered;
        }
    }

    /** The calling thread's; null if it has none. */
    Hold mine() {
        return byThread.get(Thread.currentThread());
    }

    void add(Hold hold) {
        byThread.put(Thread.currentThread(), hold);
    }

    void dropMine() {
        byThread.remove(Thread.currentThread());
    }

    /** Those of threads that have ended, which are forgotten. */
    List<Hold> takeDead() {
        List<Hold> dead = new ArrayList<>();
        byThread.forEach((thread, hold) -> {
            if (!thread.isAlive() && byThread.remove(thread, hold)) {
                dead.add(hold);
            }
        });
        return dead;
    }

    boolean isEmpty() {
        return byThread.isEmpty();
    }
}
