/** Parts under JMH ({@code XxxBenchmark}), and the one command that runs the agreed set and writes the page. */
package io.parley.perf;
