/** Percentile plots as SVG and PNG. */
package io.parley.perf.plot;
