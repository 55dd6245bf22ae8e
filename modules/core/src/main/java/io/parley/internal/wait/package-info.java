/** How a waiter sleeps and is woken: futex, doorbell, spinning that adapts. */
package io.parley.internal.wait;
