package io.parley.process;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Describes exceptions whose classes cannot travel. Never fails, whatever their methods do. */
final class Descriptions {
    private static final int MAX_CHAIN = 50;
    private static final int MAX_TEXT = 100_000;

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Descriptions() {}

    /**
     * A description of an exception, its causes and what it suppressed.
     *
     * @param why why it is needed, null if it may not be
     */
    static RemoteTaskException of(Throwable failure, RuntimeException why) {
        RemoteTaskException description = new Descriptions().describe(failure);
        if (why != null) {
            // Without its cause, which may be what cannot travel.
            RuntimeException reason = new IllegalArgumentException(why.getMessage());
            reason.setStackTrace(new StackTraceElement[0]);
            description.addSuppressed(reason);
        }
        return description;
    }

    private RemoteTaskException describe(Throwable failure) {
        boolean isNew = seen.size() < MAX_CHAIN && seen.add(failure);
        Throwable cause = isNew ? cause(failure) : null;
        RemoteTaskException description = new RemoteTaskException(
                text(failure),
                failure.getClass().getName(),
                seen.size() == 1 ? trace(failure) : "",
                cause == null ? null : describe(cause));
        description.setStackTrace(frames(failure));
        if (isNew) {
            for (Throwable suppressed : failure.getSuppressed()) {
                description.addSuppressed(describe(suppressed));
            }
        }
        return description;
    }

    private static Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private static String text(Throwable failure) {
        String name = failure.getClass().getName();
        try {
            String message = failure.getLocalizedMessage();
            return message == null ? name : name + ": " + cut(message);
        } catch (RuntimeException | StackOverflowError e) {
            return name;
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError e) {
            text.append("(its stack trace cannot be printed: ")
                    .append(e.getClass().getName())
                    .append(')');
        }
        return cut(text.toString());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static StackTraceElement[] frames(Throwable failure) {
        try {
            return failure.getStackTrace();
        } catch (RuntimeException | StackOverflowError e) {
            return new StackTraceElement[0];
        }
    }
}
