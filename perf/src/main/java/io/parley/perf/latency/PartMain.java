package io.parley.perf.latency;

import io.parley.perf.rig.ChildJvm;
import io.parley.perf.rig.Pinned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A JVM with one part of a run, or with all of them where the subject does not leave its process. It says
 * {@code ready}, plays until it is told to stop, says what each part measured, and ends. It never outlives its parent.
 */
final class PartMain {
    /** What the parent says when the run is over. */
    static final String STOP = "stop";

    private static final int EXIT_ORPHANED = 3;
    private static final long PATIENCE_MS = 2_000;

    private final Setup setup;
    private final LatencyScenario scenario;
    private final Board board;
    private final Stage stage;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<PartThread> parts = new ArrayList<>();

    private PartMain(Setup setup) throws Exception {
        this.setup = setup;
        this.scenario = Catalog.scenario(setup.scenario());
        this.board = Board.open(setup.directory());
        this.stage = scenario.subject(setup.subject()).opener().open(setup, board);
    }

    /** Arguments: the numbers of the parts, separated by commas, and the setup. */
    public static void main(String[] args) throws Exception {
        PartMain main = new PartMain(Setup.of(args, 1));
        Thread parent = new Thread(main::obeyParent, "parley-perf-parent");
        parent.setDaemon(true);
        parent.start();
        for (String number : args[0].split(",")) {
            main.add(Integer.parseInt(number));
        }
        ChildJvm.say("ready");
        main.stopped.await();
        main.report();
        main.stage.close();
        System.exit(0);
    }

    private void obeyParent() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            if (STOP.equals(in.readLine())) {
                stopped.countDown();
            }
            while (in.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(EXIT_ORPHANED);
    }

    private void add(int number) throws InterruptedException {
        PartThread part = new PartThread(number);
        parts.add(part);
        part.start();
        part.there.await();
    }

    private void report() throws InterruptedException {
        parts.forEach(Thread::interrupt);
        for (PartThread part : parts) {
            part.join(PATIENCE_MS);
        }
        for (PartThread part : parts) {
            if (!part.isAlive()) {
                ChildJvm.say("part " + part.number + " " + part.loop.recording().toText());
            }
        }
    }

    /** The names of some parts, as the first argument has them. */
    static String numbers(Stream<Integer> numbers) {
        return String.join(",", numbers.map(String::valueOf).toList());
    }

    private final class PartThread extends Thread {
        private final int number;
        private final CountDownLatch there = new CountDownLatch(1);
        private final PartLoop loop;

        PartThread(int number) {
            super("part-" + number);
            this.number = number;
            this.loop = new PartLoop(setup, board, number, scenario.isAllPaced());
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                if (setup.pinned()) {
                    Pinned.inTurn(number);
                }
                Part part = stage.part(number);
                board.state(number, PartLoop.stateOf(part));
                there.countDown();
                loop.run(part);
                board.state(number, Board.State.DONE);
            } catch (Exception | Error e) {
                if (stopped.getCount() > 0) {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
            }
        }
    }
}
