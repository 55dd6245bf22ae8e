package io.parley.perf.transport;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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
    /** A two-way pipe of Parley's. */
    PIPE("Parley Pipe", EnumSet.allOf(Wait.class)),
    /** Two bare Chronicle Queues. */
    CHRONICLE("bare Chronicle Queue", EnumSet.of(Wait.SPIN, Wait.ADAPTIVE)),
    /** A Unix-domain socket of the JDK. */
    SOCKET("JDK Unix-domain socket", EnumSet.of(Wait.BLOCK)),
    /** A TCP socket of the JDK on the loopback address. */
    TCP("JDK TCP socket, loopback", EnumSet.of(Wait.BLOCK)),
    /** Two rings of the LMAX Disruptor in one JVM. */
    DISRUPTOR("LMAX Disruptor, one JVM", EnumSet.of(Wait.SPIN, Wait.BLOCK)),
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

    /** The nearest way in which its receivers can wait. */
    public Wait nearest(Wait wanted) {
        return switch (wanted) {
            case SPIN -> first(Wait.SPIN, Wait.ADAPTIVE, Wait.BLOCK);
            case ADAPTIVE -> first(Wait.ADAPTIVE, Wait.BLOCK, Wait.SPIN);
            case BLOCK -> first(Wait.BLOCK, Wait.ADAPTIVE, Wait.SPIN);
        };
    }

    private Wait first(Wait... preferred) {
        return Stream.of(preferred).filter(this::supports).findFirst().orElseThrow();
    }

    /** What several receivers get. */
    public Receivers receivers() {
        return switch (this) {
            case PARLEY, HEAP -> Receivers.COMPETE;
            case CHRONICLE, AERON, DISRUPTOR -> Receivers.COPIES;
            case TRANSIENT, TRANSIENT_MANY, ONE_TO_ONE, MANY_TO_ONE, PIPE, SOCKET, TCP -> Receivers.ONE;
        };
    }

    /** What several receivers of one link get. */
    public enum Receivers {
        /** There can be one only. */
        ONE,
        /** Each message goes to one of them. */
        COMPETE,
        /** Each message goes to all of them. */
        COPIES
    }

    /** Whether several processes can send to the same receiver. */
    public boolean hasManyProducers() {
        return switch (this) {
            case PARLEY, TRANSIENT_MANY, MANY_TO_ONE, AERON, CHRONICLE, DISRUPTOR, HEAP -> true;
            case TRANSIENT, ONE_TO_ONE, PIPE, SOCKET, TCP -> false;
        };
    }

    /** Whether both ends are threads of one JVM. */
    public boolean isInOneProcess() {
        return this == HEAP || this == DISRUPTOR;
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
            case PIPE -> new PipeLink(directory, wait, bytes);
            case SOCKET, TCP -> new SocketLink(directory, bytes, this == TCP);
            case DISRUPTOR -> new DisruptorLink(wait, bytes);
            case HEAP -> new HeapLink(wait);
        };
    }
}
