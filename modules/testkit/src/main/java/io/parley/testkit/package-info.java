/**
 * Tests of several JVMs on one host: fork them, lead them through a script of named barriers, stop or kill them at an
 * exact place, and keep the evidence when a test fails.
 *
 * <p>{@link io.parley.testkit.ForkedJvm} is the parent's side, {@link io.parley.testkit.Script} the child's. Neither
 * needs a sleep: the parent waits until the child <em>says</em> that it reached a barrier, and the child waits until
 * the parent lets it proceed.
 *
 * <pre>{@code
 * @ExtendWith(CrashTestWatcher.class)
 * class HolderDiesTest {
 *     static final class Holder {
 *         public static void main(String[] args) {
 *             // ... acquire a lock ...
 *             Script.barrier("holding");
 *         }
 *     }
 *
 *     @Test
 *     void shouldPassTheLockOnWhenItsHolderIsKilled() {
 *         ForkedJvm holder = ForkedJvm.fork(Holder.class);
 *         holder.awaitReached("holding", Duration.ofSeconds(30));
 *
 *         holder.kill();
 *
 *         // ... acquire the same lock here ...
 *     }
 * }
 * }</pre>
 *
 * <p>Linux only, like Parley. A forked JVM never outlives the JVM that forked it, however that one ends.
 */
package io.parley.testkit;
