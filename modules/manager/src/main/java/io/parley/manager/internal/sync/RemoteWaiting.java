package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Something on another host that one thread of this client waits for, or has, in its own name. */
abstract class RemoteWaiting extends RemoteObject {
    private static final AtomicLong LAST_WAIT = new AtomicLong();

    RemoteWaiting(Link link, int kind, String name, MessageBuffer details) {
        super(link, kind, name, details);
    }

    /** How the server calls the calling thread. */
    @SuppressWarnings("deprecation") // threadId() is not in 17
    static long self() {
        return Thread.currentThread().getId();
    }

    /**
     * Asks for something that may take time. If the thread is interrupted meanwhile the server is told, and answers all
     * the same; the flag is set again then.
     */
    final MessageReader await(int op, long timeoutNs, boolean interruptible) {
        long wait = LAST_WAIT.incrementAndGet();
        CompletableFuture<MessageReader> answer =
                request(op).with(self()).with(wait).with(timeoutNs).send();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    if (interruptible && !interrupted) {
                        request(LockOps.INTERRUPT).with(self()).with(wait).send();
                    }
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw Link.<RuntimeException>thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The server says that the interruption came first. */
    static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }

    static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
