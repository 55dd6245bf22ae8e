package io.parley.perf.transport;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can carry messages: Parley's queue and its baselines. */
public enum Transport {
    /** Two durable {@code SharedQueue}s. */
    PARLEY("Parley SharedQueue", EnumSet.allOf(Wait.class)),
    /** Two bare Chronicle Queues. */
    CHRONICLE("bare Chronicle Queue", EnumSet.of(Wait.SPIN, Wait.ADAPTIVE)),
    /** A Unix-domain socket of the JDK. */
    SOCKET("JDK Unix-domain socket", EnumSet.of(Wait.BLOCK)),
    /** Two {@code ArrayBlockingQueue}s in one JVM: the floor of the JDK, no other process involved. */
    HEAP("ArrayBlockingQueue, one JVM", EnumSet.of(Wait.SPIN, Wait.BLOCK));

    private final String title;
    private final Set<Wait> waits;

    Transport(String title, Set<Wait> waits) {
        this.title = title;
        this.waits = waits;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** In lower case, as options have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its receivers can wait that way. */
    public boolean supports(Wait wait) {
        return waits.contains(wait);
    }

    /** Whether both ends are threads of one JVM. */
    public boolean isInOneProcess() {
        return this == HEAP;
    }

    /** A link whose files are in a directory, for messages of that many bytes. */
    public Link link(Path directory, Wait wait, int bytes) {
        if (!supports(wait)) {
            throw new IllegalArgumentException("receivers cannot wait that way: transport=" + label() + " wait="
                    + wait.label() + ", possible=" + waits);
        }
        return switch (this) {
            case PARLEY -> new ParleyLink(directory, wait, bytes);
            case CHRONICLE -> new ChronicleLink(directory, wait, bytes);
            case SOCKET -> new SocketLink(directory, bytes);
            case HEAP -> new HeapLink(wait);
        };
    }
}
