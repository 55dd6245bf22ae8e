package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.ClaimInfo;
import io.parley.queue.DeadLetter;
import io.parley.queue.SharedQueue;
import java.util.List;

/**
 * Messages that cannot be dealt with: one that fails whenever it is tried, and one that a consumer refuses. They end up
 * beside the queue instead of coming again for ever, and are put in again when the fault is mended.
 */
public final class DeadLetters {
    private DeadLetters() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                        Parley.open("dead-letters-" + ProcessHandle.current().pid());
                SharedQueue<String> orders = parley.queue(
                        "orders", Codecs.utf8(), o -> o.maxDeliveries(3).capacityBytes(1 << 20))) {
            for (String order : List.of("12", "a dozen", "-1")) {
                orders.put(order);
            }
            orders.closeForWriting();

            while (!orders.isDrained()) {
                try (Claim<String> claim = orders.claim()) {
                    handle(claim, orders.claims());
                } catch (NumberFormatException comesAgain) {
                    System.out.println("failed: " + comesAgain.getMessage());
                }
            }

            try (SharedQueue<DeadLetter<String>> letters = orders.deadLetters()) {
                for (DeadLetter<String> letter; (letter = letters.poll()) != null; ) {
                    System.out.println("dead: '" + letter.message() + "' " + letter.reason() + " " + letter.detail()
                            + ", handed out " + letter.deliveries() + " times");
                }
            }
            parley.delete();
        }
    }

    private static void handle(Claim<String> claim, List<ClaimInfo> inWork) {
        int pieces = Integer.parseInt(claim.message());
        if (pieces < 0) {
            claim.deadLetter("fewer than none");
            return;
        }
        for (ClaimInfo each : inWork) {
            System.out.println("in work: message " + each.sequence() + ", delivery " + each.deliveries()
                    + ", by a living process: " + each.alive());
        }
        System.out.println("sold " + pieces);
        claim.ack();
    }
}
