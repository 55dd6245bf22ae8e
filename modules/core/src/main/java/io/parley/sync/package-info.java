/** What processes synchronise with: locks, permits, events, barriers; a death leaves none of them stuck. */
package io.parley.sync;
