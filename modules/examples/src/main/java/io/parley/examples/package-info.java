/** One runnable main for each recipe. What they print is compared by the module's tests. */
package io.parley.examples;
