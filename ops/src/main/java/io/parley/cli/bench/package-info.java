/** {@code parley bench}: what the objects cost on this machine, beside what the JDK has. */
package io.parley.cli.bench;
