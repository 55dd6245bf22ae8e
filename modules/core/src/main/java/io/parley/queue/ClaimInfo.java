package io.parley.queue;

import io.parley.internal.domain.Domain;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.queue.ClaimTable;
import java.time.Instant;

/**
 * A message that was handed out and is not done with, and who has it; a snapshot, stale at once.
 *
 * @param sequence the message's number in the queue
 * @param index its durable place in the log
 * @param deliveries how often it was handed out
 * @param since when it was handed out last
 * @param pid the process that has it; 0 if nobody has, because it was given back, or if the process is gone for good
 * @param processName how the process called itself; empty if the pid is 0
 * @param alive whether the process lives; if not, the message goes to the next consumer that asks
 */
public record ClaimInfo(
        long sequence, long index, int deliveries, Instant since, long pid, String processName, boolean alive) {
    static ClaimInfo of(Domain domain, ClaimTable.Held held) {
        ProcessSlot process = held.owner() == Owner.NONE ? null : domain.find(held.owner());
        return new ClaimInfo(
                held.sequence(),
                held.index(),
                held.deliveries(),
                Instant.ofEpochSecond(0, held.sinceNs()),
                process == null ? 0 : process.pid(),
                process == null ? "" : process.name(),
                process != null && process.alive());
    }
}
