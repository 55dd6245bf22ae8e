package io.parley.manager.internal.queue;

import io.parley.ClaimTableFullException;
import io.parley.MessageWriter;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Receipt;
import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How messages go to clients: claimed first, so that one that does not arrive comes again, and acknowledged when the
 * client has it.
 */
final class QueueTakes {
    private final SharedQueue<byte[]> queue;
    private final boolean joinable;
    private final Line takers;
    private final Runnable tookSome;
    private final Runnable finishedSome;

    QueueTakes(SharedQueue<byte[]> queue, boolean joinable, Line takers, Runnable tookSome, Runnable finishedSome) {
        this.queue = queue;
        this.joinable = joinable;
        this.takers = takers;
        this.tookSome = tookSome;
        this.finishedSome = finishedSome;
    }

    HeldClaims held(Call call) {
        return HeldClaims.of(call, queue.name(), finishedSome);
    }

    /** Nothing will come for this session: what others have might come back, what it has itself not by itself. */
    boolean isDrained(Call call) {
        return queue.isDrained() && queue.claimed() <= held(call).count();
    }

    void take(Call call, int max, long timeoutNs, long thread) {
        boolean[] tableFull = new boolean[1];
        call.await(
                takers,
                timeoutNs,
                asked -> {
                    List<Claim<byte[]>> claims = next(max, tableFull);
                    return claims.isEmpty() ? !tableFull[0] && answeredDrained(asked) : handOver(asked, claims, thread);
                },
                () -> {
                    if (tableFull[0] && queue.size() > 0) {
                        call.fail(new ClaimTableFullException("no claim is free for a message on its way: " + queue
                                + ". Acknowledge claims sooner, or create the queue with more"));
                    } else {
                        nothing(call);
                    }
                });
    }

    private List<Claim<byte[]>> next(int max, boolean[] tableFull) {
        List<Claim<byte[]>> claims = new ArrayList<>();
        int bytes = 0;
        tableFull[0] = false;
        try {
            while (claims.size() < max && bytes < QueueOps.BATCH_BYTES) {
                Optional<Claim<byte[]>> claim = queue.tryClaim();
                if (claim.isEmpty()) {
                    break;
                }
                int length = claim.get().message().length;
                if (!claims.isEmpty() && bytes + length > QueueOps.MAX_MESSAGE) {
                    HeldClaims.giveBack(claim.get());
                    break;
                }
                claims.add(claim.get());
                bytes += length;
            }
        } catch (ClaimTableFullException later) {
            tableFull[0] = true;
        } catch (RuntimeException | Error e) {
            claims.forEach(HeldClaims::giveBack);
            throw e;
        }
        return claims;
    }

    private boolean handOver(Call call, List<Claim<byte[]>> claims, long thread) {
        try {
            requireFits(claims.get(0));
            HeldClaims held = held(call);
            MessageWriter reply = call.reply();
            reply.writeByte(QueueOps.MESSAGE);
            boolean isBatch = call.op() == QueueOps.TAKE_BATCH;
            long first = held.add(claims, joinable, thread);
            if (isBatch) {
                reply.writeLong(first);
            }
            for (Claim<byte[]> claim : claims) {
                reply.writeLong(claim.index());
                RawMessages.write(claim.message(), reply);
            }
            // Of a batch the client says what it took, as it may have to give some back.
            call.done(joinable || isBatch ? null : new Arrival(held, first));
        } catch (RuntimeException | Error e) {
            claims.forEach(HeldClaims::giveBack);
            throw e;
        }
        tookSome.run();
        return true;
    }

    /** A message on its way; that it arrived makes it taken. */
    private final class Arrival implements Receipt {
        private final HeldClaims held;
        private final long number;

        Arrival(HeldClaims held, long number) {
            this.held = held;
            this.number = number;
        }

        @Override
        public void arrived() {
            Claim<byte[]> claim = held.remove(number);
            if (claim != null) {
                HeldClaims.acknowledge(claim);
                finishedSome.run();
            }
        }

        @Override
        public void lost() {
            Claim<byte[]> claim = held.remove(number);
            if (claim != null) {
                HeldClaims.giveBack(claim);
                finishedSome.run();
            }
        }
    }

    /** Of a batch that arrived: so many from the first on are taken, the others stay in the queue. */
    void batchTaken(Call call, long first, int arrived, int taken) {
        HeldClaims held = held(call);
        for (long number = first; number < first + Math.min(arrived, QueueOps.BATCH_MESSAGES); number++) {
            boolean stays = number >= first + taken;
            Claim<byte[]> claim = stays || !joinable ? held.remove(number) : null;
            if (claim != null && stays) {
                HeldClaims.giveBack(claim);
            } else if (claim != null) {
                HeldClaims.acknowledge(claim);
            }
        }
        call.done();
        finishedSome.run();
    }

    void claim(Call call, long timeoutNs) {
        call.await(
                takers,
                timeoutNs,
                asked -> {
                    Optional<Claim<byte[]>> claim = queue.tryClaim();
                    return claim.isEmpty() ? answeredDrained(asked) : claimed(asked, claim.get());
                },
                () -> nothing(call));
    }

    private boolean claimed(Call call, Claim<byte[]> claim) {
        try {
            requireFits(claim);
            MessageWriter reply = call.reply();
            reply.writeByte(QueueOps.MESSAGE);
            reply.writeLong(held(call).claimed(claim));
            reply.writeLong(claim.sequence());
            reply.writeLong(claim.index());
            reply.writeLong(claim.timestampNs());
            reply.writeInt(claim.deliveries());
            reply.writeBytes(claim.message(), 0, claim.message().length);
            call.done();
        } catch (RuntimeException | Error e) {
            HeldClaims.giveBack(claim);
            throw e;
        }
        tookSome.run();
        return true;
    }

    private void requireFits(Claim<byte[]> claim) {
        if (claim.message().length > QueueOps.MAX_MESSAGE) {
            throw new IllegalStateException("message is too large for another host: " + claim + ", bytes="
                    + claim.message().length + ", allowed=" + QueueOps.MAX_MESSAGE
                    + ". Take it on the queue's host");
        }
    }

    private boolean answeredDrained(Call call) {
        boolean drained = isDrained(call);
        if (drained) {
            call.reply().writeByte(QueueOps.DRAINED);
            call.done();
        }
        return drained;
    }

    private void nothing(Call call) {
        call.reply().writeByte(isDrained(call) ? QueueOps.DRAINED : QueueOps.NOTHING);
        call.done();
    }

    /** How a client finishes a claim. */
    @FunctionalInterface
    interface Finish {
        void accept(Claim<byte[]> claim);
    }

    void finish(Call call, Finish how) {
        HeldClaims held = held(call);
        long number = call.args().readLong();
        how.accept(held.require(number));
        held.remove(number);
        call.done();
        finishedSome.run();
    }

    void taskDone(Call call) {
        Claim<byte[]> claim = held(call).removeOldestTaken(call.args().readLong());
        if (claim == null) {
            throw new IllegalStateException("nothing is being done: " + queue
                    + ". This session took no message that it is not done with; call taskDone() once for each take()");
        }
        claim.ack();
        call.done();
        finishedSome.run();
    }
}
