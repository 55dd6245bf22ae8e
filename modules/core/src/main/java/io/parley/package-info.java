/**
 * Opening a domain, and what every shared object has in common: configuration, codecs, waiting and failures.
 *
 * <p>A <em>domain</em> is a directory of named objects that several JVMs share. {@link io.parley.Parley} opens one and
 * hands out its values, locks and queues; the packages below this one hold their types. A process finds an object by
 * its name, so nothing has to be passed to it beforehand.
 *
 * <p>Messages travel as bytes and arrive as copies. A {@link io.parley.Codec} turns them into bytes in the caller of
 * {@code put}; {@link io.parley.Codecs} has ready-made ones, the one for records first.
 *
 * <p>What cannot be carried out is a {@link io.parley.ParleyException}, whose message names the object, its values and
 * the remedy; misuse is an {@link java.lang.IllegalArgumentException} or {@link java.lang.IllegalStateException}.
 */
package io.parley;
