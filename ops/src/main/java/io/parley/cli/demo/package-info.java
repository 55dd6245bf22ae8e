/** {@code parley demo}: real JVMs that share a queue, a lock and some numbers, and a table that proves the totals. */
package io.parley.cli.demo;
