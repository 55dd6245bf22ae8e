package io.parley.process;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * What became of the items of a chunk: a result or a failure for each.
 *
 * @param <R> the type of results
 */
final class ChunkResult<R> implements Serializable {
    private static final long serialVersionUID = 1L;

    /* Written packed. */
    private transient Object[] values;

    /** At the places of those that failed; null if none did. */
    private Throwable[] failures;

    ChunkResult(int size) {
        this.values = new Object[size];
    }

    int size() {
        return values.length;
    }

    void succeeded(int i, Object value) {
        values[i] = value;
    }

    void failed(int i, Throwable failure) {
        if (failures == null) {
            failures = new Throwable[values.length];
        }
        failures[i] = failure;
    }

    boolean hasFailures() {
        return failures != null;
    }

    /** Why that item failed, or null. */
    Throwable failure(int i) {
        return failures == null ? null : failures[i];
    }

    /** The result of that item, if it did not fail. */
    @SuppressWarnings("unchecked")
    R value(int i) {
        return (R) values[i];
    }

    /** Puts the results where they belong among those of the whole map. */
    void copyTo(Object[] all, int from) {
        System.arraycopy(values, 0, all, from, values.length);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(Packed.pack(values, 0, values.length));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        values = Packed.unpack(in.readObject());
    }

    @Override
    public String toString() {
        return "ChunkResult(" + values.length + " items)";
    }
}
