/**
 * What the processes of a domain measure, readable by any of them while it is measured.
 *
 * <p>A {@link io.parley.observe.LatencyHistogram} counts latencies in mapped memory at a few nanoseconds each, and
 * hands them out as an {@code org.HdrHistogram.Histogram} of all processes together.
 */
package io.parley.observe;
