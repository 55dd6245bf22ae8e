/** What map benchmarks and rigs have in common: bare Chronicle Map, set up as its documentation says, and keys. */
package io.parley.perf.map;
