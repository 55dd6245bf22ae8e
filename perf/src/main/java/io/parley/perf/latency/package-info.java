/** {@code perf/bin/latency}: scenarios between several JVMs on a schedule, beside their baselines. */
package io.parley.perf.latency;
