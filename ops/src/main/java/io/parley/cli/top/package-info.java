/** What {@code parley top} shows: numbers of a domain's objects, and how fast they grow. */
package io.parley.cli.top;
