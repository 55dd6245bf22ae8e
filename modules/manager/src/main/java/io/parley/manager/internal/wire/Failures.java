package io.parley.manager.internal.wire;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.ObjectDeletedException;
import io.parley.OwnershipLostException;
import io.parley.manager.RemoteInvocationException;
import java.util.Map;
import java.util.function.Function;

/** Exceptions on the wire: the class's name and the message. Only those on a list come out as themselves. */
public final class Failures {
    private static final Map<String, Function<String, RuntimeException>> KNOWN = Map.of(
            IllegalArgumentException.class.getName(), IllegalArgumentException::new,
            IllegalStateException.class.getName(), IllegalStateException::new,
            IllegalMonitorStateException.class.getName(), IllegalMonitorStateException::new,
            IndexOutOfBoundsException.class.getName(), IndexOutOfBoundsException::new,
            ArithmeticException.class.getName(), ArithmeticException::new,
            UnsupportedOperationException.class.getName(), UnsupportedOperationException::new,
            ObjectDeletedException.class.getName(), ObjectDeletedException::new,
            OwnershipLostException.class.getName(), OwnershipLostException::new);

    private Failures() {}

    /** Writes what there is to say about a failure. */
    public static void write(Throwable failure, MessageWriter out) {
        out.writeUtf8(failure.getClass().getName());
        out.writeUtf8(String.valueOf(failure.getMessage()));
    }

    /** The failure as the caller gets it. */
    public static RuntimeException read(MessageReader in) {
        String type = in.readUtf8();
        String message = in.readUtf8();
        Function<String, RuntimeException> known = KNOWN.get(type);
        return known != null ? known.apply(message) : new RemoteInvocationException(type + ": " + message, null);
    }
}
