package io.parley.process;

import io.parley.internal.process.Lifeline;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** What the parent tells the child while it runs, over the life-line. */
final class ChildCommands {
    /** Gets the number of a task to interrupt; set by a worker of a pool. */
    static volatile LongConsumer onCancel = task -> {};

    /** Says where the child's threads are; a worker of a pool answers its pool. */
    static volatile Runnable onDump = () -> {};

    private ChildCommands() {}

    /** Obeys until the life-line ends. */
    static void obey(InputStream lifeline, Thread main) throws IOException {
        DataInputStream commands = new DataInputStream(lifeline);
        for (int command = commands.read(); command >= 0; command = commands.read()) {
            switch (command) {
                case Lifeline.INTERRUPT -> main.interrupt();
                case Lifeline.CANCEL -> onCancel.accept(commands.readLong());
                case Lifeline.DUMP -> onDump.run();
                default -> throw new IOException("unknown command from the parent: " + command);
            }
        }
    }
}
