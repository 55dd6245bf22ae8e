package io.parley.contract;

import io.parley.Parley;
import io.parley.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The other JVM of a contract. Arguments: domain, class of the steps, file with the name of the next step. */
final class PeerMain {
    private PeerMain() {}

    public static void main(String[] args) throws Exception {
        Steps steps = (Steps) Class.forName(args[1]).getDeclaredConstructor().newInstance();
        Parley parley = PairContract.open(Path.of(args[0]));
        Thread thread = new Thread(() -> follow(steps, parley, Path.of(args[2])), Peer.THREAD);
        thread.start();
        thread.join();
    }

    private static void follow(Steps steps, Parley parley, Path stepFile) {
        steps.open(parley);
        Script.reached("open");
        for (int number = 1; ; number++) {
            Script.await("next");
            String step = read(stepFile);
            Script.reached("started");
            Script.report("result-" + number, steps.run(step));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
