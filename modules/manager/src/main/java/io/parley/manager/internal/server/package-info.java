/** The server's side: sessions, requests that wait, and what an object must offer to be served. */
package io.parley.manager.internal.server;
