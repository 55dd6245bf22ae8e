/** Locks and everything to wait with: what serves them, and what stands for them at the client. */
package io.parley.manager.internal.sync;
