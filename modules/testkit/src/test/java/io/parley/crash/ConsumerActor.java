package io.parley.crash;

import io.parley.queue.Claim;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Claims messages, checks them, writes them down, acknowledges; until the stream ends. Arguments: domain, actor. */
final class ConsumerActor {
    private ConsumerActor() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        int actor = Integer.parseInt(args[1]);
        Path domain = Path.of(args[0]);
        try (World world = new World(domain, "consumer-" + actor);
                SharedQueue<byte[]> queue = world.queue();
                Journal journal = Journal.open(domain.getParent())) {
            Script.reached("ready");
            Operations operations = new Operations(world, actor);
            while (!queue.isDrained()) {
                Optional<Claim<byte[]>> next = queue.claim(Duration.ofMillis(50));
                if (next.isPresent()) {
                    Claim<byte[]> claim = next.get();
                    Traffic.parse(claim.message());
                    journal.handled(claim.sequence(), claim.deliveries());
                    claim.ack();
                    operations.done();
                }
            }
        }
    }

    /** Takes messages, for good, and writes down the sequence that the log has for each. */
    static final class Taking {
        private Taking() {}

        public static void main(String[] args) throws InterruptedException {
            int actor = Integer.parseInt(args[1]);
            try (World world = new World(Path.of(args[0]), "taker-" + actor);
                    SharedQueue<byte[]> queue = world.queue()) {
                Script.reached("ready");
                while (!queue.isDrained()) {
                    byte[] message = queue.poll(50, java.util.concurrent.TimeUnit.MILLISECONDS);
                    if (message != null) {
                        Traffic traffic = Traffic.parse(message);
                        Script.report("taken", traffic.producer() + ":" + traffic.number());
                    }
                }
            }
        }
    }

    /** How the log sees a message. */
    static String key(QueueEntry<byte[]> entry) {
        Traffic traffic = Traffic.parse(entry.message());
        return traffic.producer() + ":" + traffic.number();
    }
}
