package io.parley.crash;

import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Puts, claims and locks in turn, until it is killed or told to stop. Arguments: domain, actor. */
final class ChaosActor {
    private ChaosActor() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        int actor = Integer.parseInt(args[1]);
        Path domain = Path.of(args[0]);
        try (World world = new World(domain, "chaos-" + actor);
                SharedQueue<byte[]> queue = world.queue();
                Journal journal = Journal.open(domain.getParent())) {
            Script.reached("ready");
            Script.report("started", actor);
            for (long number = 0; !world.isStopped(); ) {
                if (queue.offer(Traffic.message(actor, number, 0))) {
                    number++;
                    world.acknowledged.set(actor, number);
                }
                Optional<Claim<byte[]>> claim = queue.tryClaim();
                if (claim.isPresent()) {
                    Traffic.parse(claim.get().message());
                    journal.handled(claim.get().sequence(), claim.get().deliveries());
                    claim.get().ack();
                }
                try (Lease lease = world.lock.acquire()) {
                    world.guarded.enter(lease.recovered(), lease::markConsistent);
                    world.guarded.change();
                }
            }
        }
    }
}
