/** Named places where tests stop or kill a process; nothing in production. */
package io.parley.internal.crash;
