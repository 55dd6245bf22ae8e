package io.parley.queue;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** {@link AsyncQueue} of a queue of this host: what cannot be done at once is done by a thread, in order. */
final class LocalAsyncQueue<E> implements AsyncQueue<E> {
    private static final long SLICE_NS = 20_000_000;

    private final SharedQueue<E> queue;
    private final Waiting<E> takes = new Waiting<>("takes");
    private final Waiting<Boolean> puts = new Waiting<>("puts");

    LocalAsyncQueue(SharedQueue<E> queue) {
        this.queue = queue;
    }

    @Override
    public CompletionStage<Void> put(E message) {
        return put(message, Deadline.NEVER).thenApply(done -> null);
    }

    @Override
    public CompletionStage<Boolean> offer(E message) {
        return put(message, queue.queue.deadline(0));
    }

    @Override
    public CompletionStage<Boolean> offer(E message, Duration timeout) {
        return put(message, queue.queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private CompletionStage<Boolean> put(E message, long deadlineNs) {
        MessageBuffer shared = queue.codec.encode(message, queue);
        MessageBuffer encoded = new MessageBuffer(shared.length());
        encoded.writeBytes(shared.array(), 0, shared.length());
        return puts.add(deadlineNs, false, ns -> append(encoded, ns) ? Boolean.TRUE : null);
    }

    private boolean append(MessageBuffer encoded, long ns) {
        try {
            return queue.requireOpen(
                    ns <= 0 ? queue.queue.tryAppend(encoded) : queue.queue.append(encoded, queue.queue.deadline(ns)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private E poll(long ns) {
        try {
            return ns <= 0 ? queue.poll() : queue.poll(ns, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("somebody interrupted the thread that waits for an AsyncQueue", e);
    }

    @Override
    public CompletionStage<E> take() {
        return takes.add(Deadline.NEVER, null, ns -> {
            E message = poll(ns);
            if (message == null && queue.isDrained()) {
                throw queue.drained();
            }
            return message;
        });
    }

    @Override
    public CompletionStage<E> poll() {
        return poll(Duration.ZERO);
    }

    @Override
    public CompletionStage<E> poll(Duration timeout) {
        return takes.add(queue.queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)), null, this::poll);
    }

    /** One thing that was asked for: an attempt gets some ns and returns null if it needs more. */
    private record Asked<R>(CompletableFuture<R> answer, long deadlineNs, R tooLate, LongFunction<R> attempt) {}

    /** What waits for the same thing, first come, first served; and the thread that does it, while there is any. */
    private final class Waiting<R> {
        private final Deque<Asked<R>> asked = new ArrayDeque<>();
        private final String what;
        private boolean serving;

        Waiting(String what) {
            this.what = what;
        }

        CompletionStage<R> add(long deadlineNs, R tooLate, LongFunction<R> attempt) {
            Asked<R> one = new Asked<>(new CompletableFuture<>(), deadlineNs, tooLate, attempt);
            synchronized (this) {
                if (!asked.isEmpty() || !tryNow(one)) {
                    asked.add(one);
                    if (!serving) {
                        serving = true;
                        Thread thread = new Thread(this::serve, "parley-" + what + "-" + queue.name());
                        thread.setDaemon(true);
                        thread.start();
                    }
                }
            }
            return one.answer.minimalCompletionStage();
        }

        private boolean tryNow(Asked<R> one) {
            return attempt(one, 0) || expire(one);
        }

        private boolean attempt(Asked<R> one, long ns) {
            try {
                R result = one.attempt.apply(ns);
                return result != null && one.answer.complete(result);
            } catch (RuntimeException | Error e) {
                return one.answer.completeExceptionally(e);
            }
        }

        private boolean expire(Asked<R> one) {
            return leftNs(one) <= 0 && one.answer.complete(one.tooLate);
        }

        private long leftNs(Asked<R> one) {
            return Deadline.remainingNs(one.deadlineNs, queue.domain.clock().monotonicNs());
        }

        private void serve() {
            for (Asked<R> first = first(); first != null; first = first()) {
                if (attempt(first, Math.min(SLICE_NS, shortest()))) {
                    remove(first);
                }
                expireAll();
            }
        }

        private synchronized Asked<R> first() {
            serving = !asked.isEmpty();
            return asked.peek();
        }

        private synchronized void remove(Asked<R> one) {
            asked.remove(one);
        }

        private synchronized long shortest() {
            return asked.stream().mapToLong(this::leftNs).min().orElse(0);
        }

        private synchronized void expireAll() {
            for (Iterator<Asked<R>> each = asked.iterator(); each.hasNext(); ) {
                if (expire(each.next())) {
                    each.remove();
                }
            }
        }
    }
}
