/** Collections that several processes share: maps, sets, lists, namespaces, references. */
package io.parley.collection;
