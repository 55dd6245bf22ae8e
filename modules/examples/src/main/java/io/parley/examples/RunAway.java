package io.parley.examples;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.Connection;
import io.parley.pipe.End;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeOptions;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A one-way pipe between two processes: the producer sends ten numbers and ends, the consumer prints them and finds the
 * end of the stream. Nobody has to close what a child inherited: children inherit no end.
 */
public final class RunAway {
    private static final int NUMBERS = 10;
    private static final long PAUSE_NS = 20_000_000;

    private RunAway() {}

    private static Codec<Integer> numbers() {
        return Codecs.serializable(Integer.class);
    }

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("run-away-" + ProcessHandle.current().pid())) {
            Pipe<Integer> pipe = parley.pipe("numbers", numbers(), PipeOptions::simplex);
            Process consumer = Child.start(Consumer.class, parley.directory());
            Process producer = Child.start(Producer.class, parley.directory());
            parley.latch("opened", 2).await();
            pipe.close(); // it is theirs
            Child.join(List.of(producer, consumer));
            System.out.println("both ended");
            parley.delete();
        }
    }

    /** Its argument is the domain's directory. */
    static final class Producer {
        private Producer() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    Connection<Integer> end = parley.connection("numbers", numbers(), End.SECOND)) {
                parley.latch("opened", 2).countDown();
                Random random = new Random(2_019);
                for (int i = 0; i < NUMBERS; i++) {
                    end.send(random.nextInt(100));
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        }
    }

    /** Its argument is the domain's directory. */
    static final class Consumer {
        private Consumer() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    Connection<Integer> end = parley.connection("numbers", numbers(), End.FIRST)) {
                parley.latch("opened", 2).countDown();
                while (true) {
                    System.out.println("got " + end.receive());
                }
            } catch (EOFException nothingMoreWillCome) {
                System.out.println("producer ran away");
            }
        }
    }
}
