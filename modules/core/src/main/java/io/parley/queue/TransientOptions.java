package io.parley.queue;

import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.TransientConfig;

/**
 * How a {@link TransientQueue} is created. Immutable. An option that is left alone takes its default when the queue is
 * created, and whatever the queue has when it exists; an option that is set must match an existing queue.
 */
public final class TransientOptions {
    static {
        OptionForms.register(
                TransientOptions.class, TransientConfig.class, TransientOptions::config, TransientOptions::new);
    }

    private static final TransientOptions DEFAULTS = new TransientOptions(TransientConfig.DEFAULTS);

    private final TransientConfig config;

    private TransientOptions(TransientConfig config) {
        this.config = config;
    }

    TransientConfig config() {
        return config;
    }

    /**
     * Everything left alone.
     *
     * @return the options
     */
    public static TransientOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Bounds the queue: {@code put} waits and {@code offer} refuses while there is no room. A message takes 8 bytes
     * more than its codec writes, rounded up to a multiple of 8, and may be half as long as the capacity.
     *
     * @param bytes 1 to 256 MiB, rounded up to a power of two; default 1 MiB
     * @return a copy
     */
    public TransientOptions capacityBytes(long bytes) {
        return new TransientOptions(config.withCapacity(bytes));
    }

    /**
     * Lets one thread at a time put, without any atomic operation. The first to put is the one, until it closes its
     * handle or ends, or its process does; others get an {@link IllegalStateException}.
     *
     * @param one whether to; default false: any number of threads of any number of processes
     * @return a copy
     */
    public TransientOptions oneProducer(boolean one) {
        return new TransientOptions(config.withOneProducer(one));
    }

    /**
     * Lets one thread at a time take, without any atomic operation. The first to take is the one, until it closes its
     * handle or ends, or its process does; others get an {@link IllegalStateException}.
     *
     * @param one whether to; default false: any number of threads of any number of processes
     * @return a copy
     */
    public TransientOptions oneConsumer(boolean one) {
        return new TransientOptions(config.withOneConsumer(one));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransientOptions that && config.equals(that.config);
    }

    @Override
    public int hashCode() {
        return config.hashCode();
    }

    @Override
    public String toString() {
        return "TransientOptions(capacityBytes=" + config.capacity() + ", oneProducer=" + config.oneProducer()
                + ", oneConsumer=" + config.oneConsumer() + ")";
    }
}
