package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.JoinableQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process makes ten buns, another eats buns for ever. The first is done when every bun is eaten, not when every bun
 * is made; the one that eats ends with the program.
 */
public final class Buns {
    private static final int BUNS = 10;

    private Buns() {}

    private static JoinableQueue<String> open(Parley parley) {
        return parley.joinableQueue("buns", Codecs.utf8());
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("buns-" + ProcessHandle.current().pid())) {
            Process eater = Child.start(Eater.class, parley.directory());
            Child.join(List.of(Child.start(Baker.class, parley.directory())));
            System.out.println("everything is eaten: " + open(parley).unfinished() + " left");
            eater.destroyForcibly().waitFor();
            parley.delete();
        }
    }

    /** Its argument is the domain's directory. */
    static final class Baker {
        private Baker() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    JoinableQueue<String> buns = open(parley)) {
                for (int bun = 0; bun < BUNS; bun++) {
                    System.out.println("made bun " + bun);
                    buns.put("bun " + bun);
                }
                buns.join();
            }
        }
    }

    /** Its argument is the domain's directory. */
    static final class Eater {
        private Eater() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    JoinableQueue<String> buns = open(parley)) {
                while (true) {
                    System.out.println("ate " + buns.take());
                    buns.taskDone();
                }
            }
        }
    }
}
