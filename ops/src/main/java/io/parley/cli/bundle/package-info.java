/** What goes into a bug report, and how it is packed. */
package io.parley.cli.bundle;
