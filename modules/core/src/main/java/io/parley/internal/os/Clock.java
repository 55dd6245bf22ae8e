package io.parley.internal.os;

/**
 * The time, as everything but {@link SystemClock} asks for it, so that tests bring their own.
 *
 * <p><b>Threading:</b> thread-safe. <b>Allocation:</b> none.
 */
public interface Clock {
    /**
     * Nanoseconds since 1970-01-01T00:00Z. Within one boot of the machine the default clock never goes back and reads
     * the same in every process of a domain, to within the resolution of the kernel's monotonic clock.
     *
     * @return epoch time in ns
     */
    long epochNs();

    /**
     * Nanoseconds of a monotonic clock with an arbitrary origin, for durations and deadlines.
     *
     * @return monotonic time in ns
     */
    long monotonicNs();
}
