/** Locks that processes share and that come back when their holder dies. */
package io.parley.sync;
