package io.parley.process;

import io.parley.Parley;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * What became of the items of a chunk: a result or a failure for each.
 *
 * <p>Between processes it travels encoded, so that a result or failure that cannot be sent, or cannot be read, is the
 * failure of its item only.
 *
 * @param <R> the type of results
 */
final class ChunkResult<R> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many items. */
    private final int size;

    /** For the way: packed numbers, the bytes of all results, or the bytes of each outcome. */
    private Serializable encoded;

    private transient Object[] values;
    /** At the places of those that failed; null if none did. */
    private transient Throwable[] failures;

    ChunkResult(int size) {
        this.size = size;
        this.values = new Object[size];
    }

    int size() {
        return size;
    }

    void succeeded(int i, Object value) {
        values[i] = value;
    }

    void failed(int i, Throwable failure) {
        if (failures == null) {
            failures = new Throwable[size];
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
        System.arraycopy(values, 0, all, from, size);
    }

    /** Makes it ready for the way to another process. */
    ChunkResult<R> encode(Parley parley) {
        encoded = failures == null ? Packed.of(values, 0, size) : null;
        if (encoded == null && failures == null) {
            encoded = allBytes(parley);
        }
        if (encoded == null) {
            encoded = eachBytes(parley);
        }
        return this;
    }

    /** Together, which keeps what several results share; null if one cannot be sent. */
    private byte[] allBytes(Parley parley) {
        try {
            return ObjectStreams.write(values, parley);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private byte[][] eachBytes(Parley parley) {
        byte[][] outcomes = new byte[size][];
        Arrays.setAll(outcomes, i -> ObjectStreams.writeOutcome(values[i], failure(i), parley));
        return outcomes;
    }

    /** Takes it for use where it was sent to; does nothing where it was made. */
    void decode(Parley parley) {
        if (values != null) {
            return;
        }
        values = new Object[size];
        if (encoded instanceof byte[][] outcomes) {
            for (int i = 0; i < size; i++) {
                take(i, ObjectStreams.readOutcome(outcomes[i], 0, outcomes[i].length, parley));
            }
        } else if (encoded instanceof byte[] all) {
            takeAll(() -> (Object[]) ObjectStreams.read(all, 0, all.length, parley));
        } else {
            takeAll(((Packed) encoded)::unpack);
        }
        encoded = null;
    }

    private void take(int i, Outcome outcome) {
        if (outcome.failure() == null) {
            succeeded(i, outcome.result());
        } else {
            failed(i, outcome.failure());
        }
    }

    private void takeAll(Callable<Object[]> reading) {
        try {
            values = reading.call();
        } catch (Exception e) {
            for (int i = 0; i < size; i++) {
                failed(i, e);
            }
        }
    }

    @Override
    public String toString() {
        return "ChunkResult(" + size + " items)";
    }
}
