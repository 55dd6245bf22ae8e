/** Registered classes: calls by interface, and what of them travels. */
package io.parley.manager.internal.call;
