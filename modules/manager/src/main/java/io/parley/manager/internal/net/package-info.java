/** Sockets: the only package that knows Netty. Everything else sees frames come and go. */
package io.parley.manager.internal.net;
