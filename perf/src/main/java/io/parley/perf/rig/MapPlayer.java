package io.parley.perf.rig;

import io.parley.perf.map.LongTable;
import io.parley.perf.map.RandomKeys;
import java.nio.file.Path;

/** A JVM that takes part in a {@link MapContest}; {@link ContestPage} says what it does when. */
final class MapPlayer {
    /** Operations between two looks at the phase. */
    private static final int BATCH = 16;

    private final ContestPage page;
    private final LongTable map;
    private final RandomKeys keys;

    private MapPlayer(ContestPage page, LongTable map, RandomKeys keys) {
        this.page = page;
        this.map = map;
        this.keys = keys;
    }

    public static void main(String[] args) {
        ChildJvm.dieWithParent();
        Path file = Path.of(args[1]);
        int entries = Integer.parseInt(args[2]);
        int number = Integer.parseInt(args[3]);
        try (LongTable map = MapContender.valueOf(args[0]).open(file.getParent(), entries)) {
            new MapPlayer(ContestPage.open(file), map, new RandomKeys(entries, number))
                    .play(number, MapTask.valueOf(args[4]));
        }
    }

    private void play(int number, MapTask task) {
        page.reached(number, ContestPage.READY, 0, 0);
        for (long phase = ContestPage.WARM_UP; phase <= ContestPage.COUNT; phase += 2) {
            while (page.phase() < phase) {
                Thread.yield();
            }
            long done = 0;
            while (page.isPhase(phase)) {
                batch(task);
                done += BATCH;
            }
            page.reached(number, phase, done, 0);
        }
        while (page.phase() <= ContestPage.WAITS) {
            Thread.yield();
        }
    }

    private void batch(MapTask task) {
        switch (task) {
            case GET -> get();
            case PUT -> put();
            case INCREMENT -> increment();
        }
    }

    /** Nobody puts or adds anything negative; the look at the value keeps the read from being left out. */
    private void get() {
        for (int i = 0; i < BATCH; i++) {
            if (map.get(keys.next()) < 0) {
                throw new IllegalStateException("a value that nobody wrote");
            }
        }
    }

    private void put() {
        for (int i = 0; i < BATCH; i++) {
            map.put(keys.next(), i);
        }
    }

    private void increment() {
        for (int i = 0; i < BATCH; i++) {
            map.increment(keys.next());
        }
    }
}
