/** Ways to send a message from one process to another: Parley's queue and what it is compared with. */
package io.parley.perf.transport;
