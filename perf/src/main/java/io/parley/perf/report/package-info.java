/** The generated page: machine, tables, medians, ratios. */
package io.parley.perf.report;
