package io.parley.internal.wait;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait boards of the domains this process is in, by directory. */
public final class WaitBoards {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.wait");
    private static final Map<String, Supplier<WaitBoard>> OPEN = new ConcurrentHashMap<>();

    private WaitBoards() {}

    /** A board, and how a file is called on it. */
    record Found(WaitBoard board, String relative) {}

    /** The process joined a domain; {@code opener} opens its board when it is needed. */
    public static void add(String directory, Supplier<WaitBoard> opener) {
        OPEN.put(directory, opener);
    }

    /** The process left a domain. */
    public static void remove(String directory, Supplier<WaitBoard> opener) {
        OPEN.remove(directory, opener);
    }

    /** The board of the domain that a file belongs to; null if it belongs to none, or the board cannot be opened. */
    static Found find(String file) {
        for (int end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
            Supplier<WaitBoard> opener = OPEN.get(file.substring(0, end));
            if (opener != null) {
                return open(opener, file.substring(end + 1));
            }
        }
        return null;
    }

    /** A wait must not fail because it cannot be noted. */
    private static Found open(Supplier<WaitBoard> opener, String relative) {
        try {
            return new Found(opener.get(), relative);
        } catch (RuntimeException e) {
            LOG.debug("waits are not noted for diagnosis: {}", relative, e);
            return null;
        }
    }
}
