package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.queue.JoinableQueue;

/**
 * A process makes ten buns, another eats buns for ever. The first is done when every bun is eaten, not when every bun
 * is made; the one that eats ends with the program.
 */
public final class Buns {
    private static final int BUNS = 10;

    private Buns() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("buns-" + ProcessHandle.current().pid());
                JoinableQueue<String> buns = parley.joinableQueue("buns", Codecs.utf8())) {
            ParleyProcess eater =
                    parley.process("eater", () -> eat(buns)).daemon(true).start();
            ParleyProcess baker = parley.process("baker", () -> bake(buns)).start();
            baker.join();
            System.out.println("everything is eaten: " + buns.unfinished() + " left");
            eater.kill(); // a daemon ends with its parent anyhow, but the domain is deleted before that
            eater.join();
            parley.delete();
        }
    }

    private static void bake(JoinableQueue<String> buns) throws InterruptedException {
        for (int bun = 0; bun < BUNS; bun++) {
            System.out.println("made bun " + bun);
            buns.put("bun " + bun);
        }
        buns.join();
    }

    private static void eat(JoinableQueue<String> buns) throws InterruptedException {
        while (true) {
            System.out.println("ate " + buns.take());
            buns.taskDone();
        }
    }
}
