package io.parley.examples;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.pipe.Connection;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.pipe.PipeOptions;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedLatch;
import java.io.EOFException;
import java.io.IOException;
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
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("run-away-" + ProcessHandle.current().pid())) {
            Pipe<Integer> pipe = parley.pipe("numbers", numbers(), PipeOptions::simplex);
            PipeConnection<Integer> in = pipe.first();
            PipeConnection<Integer> out = pipe.second();
            SharedLatch opened = parley.latch("opened", 2);
            ParleyProcess consumer = parley.process(() -> consume(in, opened)).start();
            ParleyProcess producer = parley.process(() -> produce(out, opened)).start();
            opened.await();
            pipe.close(); // it is theirs
            producer.join();
            consumer.join();
            System.out.println("both ended");
            parley.delete();
        }
    }

    private static void produce(Connection<Integer> out, SharedLatch opened) throws IOException, InterruptedException {
        opened.countDown();
        Random random = new Random(2_019);
        for (int i = 0; i < NUMBERS; i++) {
            out.send(random.nextInt(100));
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private static void consume(Connection<Integer> in, SharedLatch opened) throws IOException, InterruptedException {
        opened.countDown();
        try {
            while (true) {
                System.out.println("got " + in.receive());
            }
        } catch (EOFException nothingMoreWillCome) {
            System.out.println("producer ran away");
        }
    }
}
