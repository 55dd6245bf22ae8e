package io.parley.perf.rig;

import java.nio.file.Path;

/** A JVM that takes part in a {@link ContendedCounter}; {@link ContestPage} says what it does when. */
final class Player {
    private final ContestPage page;
    private final Mutex mutex;
    private long acquisitions;
    private long longestWaitNs;

    private Player(ContestPage page, Mutex mutex) {
        this.page = page;
        this.mutex = mutex;
    }

    public static void main(String[] args) {
        ChildJvm.dieWithParent();
        Path file = Path.of(args[1]);
        int number = Integer.parseInt(args[2]);
        try (Mutex mutex = Contender.valueOf(args[0]).mutex(file.getParent())) {
            ContestPage page = ContestPage.open(file);
            new Player(page, mutex).play(number);
        }
    }

    private void play(int number) {
        page.reached(number, ContestPage.READY, 0, 0);
        for (long phase = ContestPage.WARM_UP; phase <= ContestPage.WAITS; phase += 2) {
            while (page.phase() < phase) {
                Thread.yield();
            }
            acquisitions = 0;
            longestWaitNs = 0;
            if (phase == ContestPage.WAITS) {
                timeWaits(phase);
            } else {
                count(phase);
            }
            page.reached(number, phase, acquisitions, longestWaitNs);
        }
    }

    private void count(long phase) {
        long mine = 0;
        while (page.isPhase(phase)) {
            mutex.lock();
            page.count();
            mutex.unlock();
            mine++;
        }
        acquisitions = mine;
    }

    private void timeWaits(long phase) {
        long mine = 0;
        long longestNs = 0;
        while (page.isPhase(phase)) {
            long beforeNs = System.nanoTime();
            mutex.lock();
            long waitedNs = System.nanoTime() - beforeNs;
            page.count();
            mutex.unlock();
            mine++;
            longestNs = Math.max(longestNs, waitedNs);
        }
        acquisitions = mine;
        longestWaitNs = longestNs;
    }
}
