/** Raw memory and files, and nothing else: the gate to mapped words, the object header, crash-safe creation. */
package io.parley.internal.memory;
