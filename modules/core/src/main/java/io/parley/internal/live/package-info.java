/** Who is alive: the process table, kernel-held byte locks, and what is cleaned up after the dead. */
package io.parley.internal.live;
