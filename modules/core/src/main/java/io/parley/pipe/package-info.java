/** Two ends that talk to each other: pipes through shared memory, connections through sockets. */
package io.parley.pipe;
