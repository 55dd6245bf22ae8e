/** What {@code parley doctor} looks at: the host, this JVM, and a domain. */
package io.parley.cli.doctor;
