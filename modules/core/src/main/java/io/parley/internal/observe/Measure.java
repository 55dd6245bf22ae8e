package io.parley.internal.observe;

import io.parley.internal.memory.ObjectKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured of an object. The name, in lower case, ends that of the histogram and is part of the format. */
public enum Measure {
    /** From asking for a lock to having it. */
    WAIT,
    /** From having a lock to giving it back. */
    HOLD,
    /** A message or a value is put. */
    PUT,
    /** From asking for a message to having it. */
    TAKE,
    /** From append to take. */
    RESIDENCE,
    /** A value is read. */
    GET,
    /** A value is changed depending on what it is. */
    COMPUTE,
    /** From submitting a task to its start in a worker. */
    QUEUEING,
    /** From the start of a task to its end. */
    RUN;

    private static final Map<ObjectKind, List<Measure>> BY_KIND = new EnumMap<>(ObjectKind.class);

    static {
        for (ObjectKind kind : ObjectKind.values()) {
            BY_KIND.put(kind, measuresOf(kind));
        }
    }

    private static List<Measure> measuresOf(ObjectKind kind) {
        return switch (kind) {
            case LOCK, BINARY_LOCK, LONG, INT, BYTE, SHORT, BOOLEAN, FLOAT, DOUBLE -> List.of(WAIT, HOLD);
            case LONG_ARRAY, INT_ARRAY, BYTE_ARRAY, SHORT_ARRAY, FLOAT_ARRAY, DOUBLE_ARRAY -> List.of(WAIT, HOLD);
            case QUEUE -> List.of(PUT, TAKE, RESIDENCE);
            case TRANSIENT_QUEUE, PIPE -> List.of(PUT, TAKE);
            case MAP, SET, NAMESPACE, REFERENCE -> List.of(GET, PUT, COMPUTE);
            case POOL -> List.of(QUEUEING, RUN);
            default -> List.of();
        };
    }

    /** What is measured of objects of a kind; nothing of many. */
    public static List<Measure> of(ObjectKind kind) {
        return BY_KIND.get(kind);
    }

    /** The name of the histogram for an object's file name. */
    public String histogramOf(String fileName) {
        return fileName + "." + name().toLowerCase(Locale.ROOT);
    }
}
