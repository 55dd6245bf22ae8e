package io.parley.process;

import io.parley.Parley;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;

/**
 * Some items of a map, and the function for them: one task of the pool. Each item's result or failure is kept apart, so
 * that one that fails does not lose the others.
 *
 * @param <A> the type of items
 * @param <R> the type of results
 */
final class Chunk<A, R> implements SerializableCallable<ChunkResult<R>> {
    private static final long serialVersionUID = 1L;

    /** What is applied. */
    private final SerializableFunction<? super A, ? extends R> function;

    /** Whether the first failure ends it. */
    private final boolean failFast;

    /* The items of the whole map, and which of them are this chunk's: only those are written. */
    private transient Object[] items;
    private transient int from;
    private transient int to;

    Chunk(SerializableFunction<? super A, ? extends R> function, boolean failFast, Object[] items, int from, int to) {
        this.function = function;
        this.failFast = failFast;
        this.items = items;
        this.from = from;
        this.to = to;
    }

    /** How many items it has. */
    int size() {
        return to - from;
    }

    /**
     * Runs the items. An interruption ends the chunk, as nobody but a cancellation interrupts a worker. So does what
     * leaves the JVM in doubt, such as {@link OutOfMemoryError}.
     */
    @Override
    public ChunkResult<R> call() throws InterruptedException {
        ChunkResult<R> result = new ChunkResult<>(size());
        for (int i = 0; i < size() && !(failFast && result.hasFailures()); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("interrupted before item " + i + " of " + size());
            }
            call(i, result);
        }
        Parley parley = WorkerContext.current().parley();
        return parley == null ? result : result.encode(parley);
    }

    private void call(int i, ChunkResult<R> result) throws InterruptedException {
        try {
            @SuppressWarnings("unchecked")
            A item = (A) items[from + i];
            result.succeeded(i, function.apply(item));
        } catch (StackOverflowError e) {
            result.failed(i, e);
        } catch (InterruptedException | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            result.failed(i, e);
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        Packed packed = Packed.of(items, from, to);
        out.writeObject(packed == null ? Arrays.copyOfRange(items, from, to, Object[].class) : packed);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Object found = in.readObject();
        items = found instanceof Packed packed ? packed.unpack() : (Object[]) found;
        to = items.length;
    }

    @Override
    public String toString() {
        return "Chunk(" + size() + " items for " + function + ")";
    }
}
