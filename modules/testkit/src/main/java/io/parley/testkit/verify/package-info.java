/**
 * Reads the files of a domain as they lie there and says what is out of order: after a test, after a crash, or when an
 * object behaves strangely. Changes nothing and joins nothing.
 */
package io.parley.testkit.verify;
