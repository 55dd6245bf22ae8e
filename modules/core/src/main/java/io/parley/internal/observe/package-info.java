/** Measuring in mapped memory: where a latency is counted, by whom, and how the counts are read while others write. */
package io.parley.internal.observe;
