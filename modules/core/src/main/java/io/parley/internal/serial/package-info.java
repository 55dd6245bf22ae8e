/**
 * Java serialisation between processes that trust each other no further than they must: which classes a stream may
 * name, how much it may create, and where in a message the object is that cannot travel.
 */
package io.parley.internal.serial;
