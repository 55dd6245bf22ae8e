package io.parley.perf.transport;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can carry messages: Parley's queue and its baselines. */
public enum Transport {
    /** Two durable {@code SharedQueue}s. */
    PARLEY("Parley SharedQueue", EnumSet.allOf(Wait.class)),
    /** Two {@code TransientQueue}s for one producer and one consumer each. */
    TRANSIENT("Parley TransientQueue", EnumSet.allOf(Wait.class)),
    /** Two {@code TransientQueue}s for many producers and one consumer each. */
    TRANSIENT_MANY("Parley TransientQueue, many producers", EnumSet.allOf(Wait.class)),
    /** Two ring buffers of Agrona's for one producer and one consumer each. */
    ONE_TO_ONE("Agrona OneToOneRingBuffer", EnumSet.of(Wait.SPIN)),
    /** Two ring buffers of Agrona's for many producers and one consumer each. */
    MANY_TO_ONE("Agrona ManyToOneRingBuffer", EnumSet.of(Wait.SPIN)),
    /** Two publications of Aeron's between processes of one host. */
    AERON("Aeron IPC", EnumSet.of(Wait.SPIN)),
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
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
            case TRANSIENT, TRANSIENT_MANY -> new TransientLink(directory, wait, bytes, this == TRANSIENT);
            case ONE_TO_ONE, MANY_TO_ONE -> new RingLink(directory, bytes, this == ONE_TO_ONE);
            case AERON -> new AeronLink(directory, bytes);
            case CHRONICLE -> new ChronicleLink(directory, wait, bytes);
            case SOCKET -> new SocketLink(directory, bytes);
            case HEAP -> new HeapLink(wait);
        };
    }
}
