/**
 * Child JVMs without their targets: the command line, the life-line between parent and child, the table of children.
 */
package io.parley.internal.process;
