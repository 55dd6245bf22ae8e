/** Measurements end to end with real processes: {@code XxxLatency} and {@code IdleCost}, each with a main method. */
package io.parley.perf.rig;
