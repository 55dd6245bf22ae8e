/** How the fields of a record or an interface lie in memory, and the code that moves them. */
package io.parley.internal.struct;
