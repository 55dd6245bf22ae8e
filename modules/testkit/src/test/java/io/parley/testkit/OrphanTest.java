package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child must not outlive the JVM that forked it, however that one ends. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class OrphanTest {
    static final class Child {
        public static void main(String[] args) {
            Script.barrier("up");
        }
    }

    /** Forks a child from a thread that ends at once, which must not be the child's end. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            Thread forker = new Thread(() -> {
                ForkedJvm child = ForkedJvm.fork(Child.class);
                child.awaitReached("up", PATIENCE);
                if (args[0].equals("stopped")) {
                    child.stop();
                }
                Script.report("child", child.pid());
            });
            forker.start();
            forker.join();
            Script.barrier("forked");
        }
    }

    @Test
    void shouldEndTheChildOfAKilledParent() {
        ForkedJvm parent = ForkedJvm.fork(Parent.class, "running");
        parent.awaitReached("forked", PATIENCE);
        long child = Long.parseLong(parent.awaitReported("child", PATIENCE));
        assertThat(ProcFs.isRunning(child)).isTrue();

        parent.kill();

        await().atMost(PATIENCE).until(() -> !ProcFs.isRunning(child));
    }

    @Test
    void shouldEndTheChildOfAParentThatExits() {
        ForkedJvm parent = ForkedJvm.fork(Parent.class, "running");
        parent.awaitReached("forked", PATIENCE);
        long child = Long.parseLong(parent.awaitReported("child", PATIENCE));

        parent.proceed("forked");
        parent.awaitExit(0, PATIENCE);

        await().atMost(PATIENCE).until(() -> !ProcFs.isRunning(child));
    }

    @Test
    void shouldEndAStoppedChildOfAKilledParent() {
        ForkedJvm parent = ForkedJvm.fork(Parent.class, "stopped");
        parent.awaitReached("forked", PATIENCE);
        long child = Long.parseLong(parent.awaitReported("child", PATIENCE));
        assertThat(ProcFs.state(child)).isEqualTo('T');

        parent.kill();

        await().atMost(PATIENCE).until(() -> !ProcFs.isRunning(child));
    }
}
