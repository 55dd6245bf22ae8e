package io.parley.internal.serial;

import java.io.Serializable;

/**
 * What travels in a stream for an object that means something in its own process only: a handle, a domain, a codec. Its
 * parts are values, or stand for others in turn.
 */
public final class Form implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What it stands for. */
    private final String kind;

    /** What it takes to find or make that. */
    @SuppressWarnings("serial") // each of them is looked at when it is written
    private final Object[] parts;

    /** Of that kind. */
    public Form(String kind, Object... parts) {
        this.kind = kind;
        this.parts = parts;
    }

    /** What it stands for. */
    public String kind() {
        return kind;
    }

    /** How many parts there are. */
    public int size() {
        return parts.length;
    }

    /** One of the parts. */
    public <T> T part(int index, Class<T> type) {
        return type.cast(parts[index]);
    }
}
