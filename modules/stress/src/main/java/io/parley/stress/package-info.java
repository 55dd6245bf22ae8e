/** Races of two threads, each standing for a process, on the shared words of Parley. */
package io.parley.stress;
