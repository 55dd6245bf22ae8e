/** The one gate to the operating system: what Java has no public call for. Nothing else in Parley calls native code. */
package io.parley.internal.os;
