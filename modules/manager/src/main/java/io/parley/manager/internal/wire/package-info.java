/** What is on the wire: frames and their numbers. Knows no sockets and no objects. */
package io.parley.manager.internal.wire;
