/** The client's side: the link that survives its connections, and what all remote objects have in common. */
package io.parley.manager.internal.client;
