/** {@code perf/bin/compare}: what became of JMH's figures between two runs. */
package io.parley.perf.compare;
