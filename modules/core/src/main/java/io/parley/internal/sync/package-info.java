/** The algorithms on shared words: locks that recover, claims, cursors. */
package io.parley.internal.sync;
