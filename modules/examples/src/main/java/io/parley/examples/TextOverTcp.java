package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.PyFormat;
import io.parley.manager.Manager;
import io.parley.value.ManagedText;
import java.io.IOException;

/** A text of another JVM's, over TCP: printed as Python prints it, changed by a child, and no pointer to it. */
public final class TextOverTcp {
    private static final int ROOM = 16;

    private TextOverTcp() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        OverTcp.run("text-over-tcp", TextOverTcp::run);
    }

    private static void run(Parley parley, int port, Manager manager) throws InterruptedException {
        ManagedText text = manager.text("text", ROOM, "hello");
        System.out.println(PyFormat.str(text));
        parley.process(() -> shout(port)).start().join();
        System.out.println(PyFormat.str(text));
        try {
            manager.value("pointer", "P", 0);
        } catch (UnsupportedOperationException noSuchThing) {
            System.out.println("pointers: refused");
        }
    }

    private static void shout(int port) throws IOException {
        try (Manager manager = OverTcp.connect(port)) {
            manager.text("text", ROOM).updateAndGet(old -> old + "!");
        }
    }
}
