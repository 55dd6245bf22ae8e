package io.parley.cli;

import io.parley.ParleyException;
import io.parley.queue.QueueClosedException;
import io.parley.queue.Replay;
import io.parley.queue.SharedQueue;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command is to replay.
 *
 * @param command for what it has to say on standard error
 * @param source where from
 * @param replay which messages
 * @param speed a factor; 0 for as fast as possible
 */
record ReplayJob(CommandSpec command, MessageSource source, Replay<byte[]> replay, double speed) {
    /** Reads all of it once. */
    ReplayExtent extent() throws InterruptedException {
        return ReplayExtent.of(replay);
    }

    /* The extent is null if there was no screen to show it. */
    private void run(ReplayRun run, ReplayExtent extent) throws InterruptedException {
        ReplayProgress progress =
                extent != null && ReplayScreen.isThere() ? new ReplayProgress(extent, speed, System.nanoTime()) : null;
        run.run(speed == 0 ? replay : replay.speed(speed), progress);
    }

    /** Prints it; the exit code. */
    int print(MessageForm form, MessagePrinter printer) throws InterruptedException {
        ReplayExtent extent = ReplayScreen.isThere() ? extent() : null;
        boolean[] isRead = {true};
        ReplayRun run = new ReplayRun(command, (entry, screen) -> {
            screen.aroundOutput(() -> {
                printer.print(Message.of(entry, form));
                isRead[0] = printer.flush();
            });
            return isRead[0];
        });
        run(run, extent);
        if (run.isLeft() && isRead[0]) {
            throw CommandFailure.failed("ended after " + run.done() + " of " + Queues.messages(extent.messages())
                    + "; go on with --from " + run.next());
        }
        return run.exitCode();
    }

    /** Puts it into a queue. */
    ReplayRun put(SharedQueue<byte[]> queue, ReplayExtent extent) throws InterruptedException {
        ReplayRun run = new ReplayRun(command, (entry, screen) -> ReplayTarget.put(queue, entry, screen));
        try {
            run(run, extent);
        } catch (ParleyException | QueueClosedException e) {
            throw partly(run, extent, queue, e.getMessage());
        } finally {
            CommandLog.get()
                    .info(
                            "put messages of {} into {}: {} of {}",
                            source.path(),
                            queue.path(),
                            run.done(),
                            extent.messages());
        }
        if (run.isLeft()) {
            throw partly(run, extent, queue, "ended");
        }
        return run;
    }

    private static CommandFailure partly(ReplayRun run, ReplayExtent extent, SharedQueue<?> queue, String why) {
        return CommandFailure.failed("put " + run.done() + " of " + Queues.messages(extent.messages()) + " into "
                + queue.name() + ", go on with --from " + run.next() + ": " + why);
    }
}
