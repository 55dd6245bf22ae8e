package io.parley.cli.demo;

import io.parley.Parley;

/** Main class of the JVM that starts when all is done and reads the queue's history from the start. */
final class Replayer {
    private Replayer() {}

    /** Entry point. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(Child.run("demo replayer", args, (parley, plan) -> replay(parley)));
    }

    private static void replay(Parley parley) {
        Board board = new Board(parley);
        TickChecksum checksum = new TickChecksum();
        long replayed = TickQueue.open(parley).forEach(0, entry -> {
            checksum.add(entry.message());
            board.replayed.setRelease(entry.sequence() + 1);
        });
        board.replayed.set(replayed);
        board.replayedChecksum.set(checksum.value());
    }
}
