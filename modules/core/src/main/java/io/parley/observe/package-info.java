/**
 * What the processes of a domain measure, readable by any of them while it is measured.
 *
 * <p>A {@link io.parley.observe.LatencyHistogram} counts latencies in mapped memory at a few nanoseconds each, and
 * hands them out as an {@code org.HdrHistogram.Histogram} of all processes together. An
 * {@link io.parley.observe.ObjectLatency} lets all processes record what the operations of an object take, as long as
 * somebody wants to know; an {@link io.parley.observe.ObjectCounters} reads what the object counts anyway.
 */
package io.parley.observe;
