package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.internal.crash.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A JVM that another command starts, in a PID namespace of its own or below a parent that never collects it. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class PrefixCommandTest {
    /** Runs its arguments in the background, then becomes a program that does not wait for them. */
    private static final String[] LEAVES_ZOMBIES = {"sh", "-c", "exec 3<&0; \"$@\" <&3 & exec sleep 600", "sh"};

    static final class Child {
        public static void main(String[] args) {
            Script.report("own pid", ProcessHandle.current().pid());
            Script.barrier("up");
            Failpoint.LOCK_HELD.hit();
            Script.reached("past the failpoint");
            Script.await("never");
        }
    }

    @Test
    void shouldKnowThePidOfAJvmInAnotherNamespace() throws Exception {
        assumeNamespaces();
        ForkedJvm jvm = ForkedJvm.builder(Child.class)
                .prefixCommand("unshare", "-p", "-f")
                .start();
        jvm.awaitReached("up", PATIENCE);

        assertThat(jvm.reported("own pid")).contains("1");
        assertThat(ProcessHandle.of(jvm.pid()).flatMap(p -> p.info().command()).orElseThrow())
                .endsWith("java");
        assertThat(jvm.threadDump()).contains("Script.await");

        jvm.stop();
        assertThat(jvm.processState()).isEqualTo('T');

        jvm.kill();
        assertThat(jvm.isAlive()).isFalse();
        jvm.waitFor(PATIENCE);
    }

    @Test
    void shouldKillTheFirstProcessOfANamespaceAtAFailpoint() throws Exception {
        assumeNamespaces();
        ForkedJvm jvm = ForkedJvm.builder(Child.class)
                .prefixCommand("unshare", "-p", "-f")
                .failAt(Failpoint.LOCK_HELD, FailAction.KILL)
                .start();
        jvm.awaitReached("up", PATIENCE);

        jvm.proceed("up");

        jvm.awaitFailpoint(Failpoint.LOCK_HELD, PATIENCE);
        assertThat(jvm.isAlive()).isFalse();
        assertThat(jvm.toString()).doesNotContain("past the failpoint");
    }

    @Test
    void shouldStopTheFirstProcessOfANamespaceAtAFailpoint() throws Exception {
        assumeNamespaces();
        ForkedJvm jvm = ForkedJvm.builder(Child.class)
                .prefixCommand("unshare", "-p", "-f")
                .failAt(Failpoint.LOCK_HELD, FailAction.STOP)
                .start();
        jvm.awaitReached("up", PATIENCE);

        jvm.proceed("up");

        jvm.awaitFailpoint(Failpoint.LOCK_HELD, PATIENCE);
        assertThat(jvm.processState()).isEqualTo('T');
        jvm.resume();
        jvm.awaitReached("past the failpoint", PATIENCE);
    }

    @Test
    void shouldTellAZombieFromALivingJvm() {
        ForkedJvm jvm =
                ForkedJvm.builder(Child.class).prefixCommand(LEAVES_ZOMBIES).start();
        jvm.awaitReached("up", PATIENCE);
        assertThat(jvm.isAlive()).isTrue();

        jvm.kill();

        assertThat(jvm.processState()).isEqualTo('Z');
        assertThat(jvm.isAlive()).isFalse();
        assertThat(jvm.toString()).contains("ended, its prefix command still runs");
    }

    private static void assumeNamespaces() throws Exception {
        int exit = new ProcessBuilder("unshare", "-p", "-f", "true")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assumeTrue(exit == 0, "this kernel or user may not create PID namespaces");
    }
}
