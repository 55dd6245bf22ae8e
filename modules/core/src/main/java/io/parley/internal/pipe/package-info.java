/** What is behind a pipe: its two ends, and the messages between them. */
package io.parley.internal.pipe;
