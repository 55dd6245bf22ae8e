/** The {@code parley} command. */
package io.parley.cli;
