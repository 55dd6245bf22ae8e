package io.parley.crash;

import io.parley.queue.SharedQueue;
import io.parley.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Puts numbered messages until told to stop. Arguments: domain, actor, message bytes (0: random small ones). */
final class ProducerActor {
    private static final long PAUSE_NS = 50_000;

    private ProducerActor() {}

    public static void main(String[] args) throws InterruptedException {
        int actor = Integer.parseInt(args[1]);
        int bytes = Integer.parseInt(args[2]);
        try (World world = new World(Path.of(args[0]), "producer-" + actor);
                SharedQueue<byte[]> queue = world.queue()) {
            Script.reached("ready");
            Operations operations = new Operations(world, actor);
            for (long number = 0; !world.isStopped(); ) {
                if (queue.offer(Traffic.message(actor, number, bytes), 50, TimeUnit.MILLISECONDS)) {
                    number++;
                    world.acknowledged.set(actor, number);
                    operations.done();
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }
}
