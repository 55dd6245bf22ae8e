/** Sockets: who may connect, frames, and the thread that looks after them. */
package io.parley.internal.net;
