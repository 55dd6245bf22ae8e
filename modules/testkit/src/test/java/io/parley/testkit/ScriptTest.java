package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class ScriptTest {
    private static final String LONG_TEXT = "ä %+\n\u0001 😀 ".repeat(2_000);

    static final class Rounds {
        public static void main(String[] args) {
            for (int round = 0; round < Integer.parseInt(args[0]); round++) {
                Script.await("round");
                Script.report("round", round);
                Script.reached("round done");
            }
        }
    }

    static final class TwoThreads {
        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                new Thread(() -> {
                            Script.barrier("door");
                            Script.reached("through");
                        })
                        .start();
            }
        }
    }

    static final class LongReports {
        public static void main(String[] args) throws InterruptedException {
            Thread other = new Thread(() -> report("other"));
            other.start();
            report("main");
            other.join();
        }

        private static void report(String key) {
            for (int i = 0; i < 3; i++) {
                Script.report(key, LONG_TEXT + i);
                System.out.println("noise ".repeat(500));
            }
        }
    }

    static final class LongName {
        public static void main(String[] args) {
            Script.reached("x".repeat(101));
        }
    }

    @Test
    void shouldKeepInStepRoundByRound() {
        ForkedJvm jvm = ForkedJvm.fork(Rounds.class, "100");

        for (int round = 0; round < 100; round++) {
            assertThat(jvm.reports("round")).hasSize(round);
            jvm.proceed("round");
            jvm.awaitReached("round done", PATIENCE);
            assertThat(jvm.reported("round")).contains(Integer.toString(round));
        }
        jvm.awaitExit(0, PATIENCE);
    }

    @Test
    void shouldNotLoseAProceedThatComesFirst() {
        ForkedJvm jvm = ForkedJvm.fork(Rounds.class, "3");

        jvm.proceed("round");
        jvm.proceed("round");
        jvm.proceed("round");

        jvm.awaitExit(0, PATIENCE);
        assertThat(jvm.reports("round")).containsExactly("0", "1", "2");
    }

    @Test
    void shouldLetOneThreadPassForEachProceed() {
        ForkedJvm jvm = ForkedJvm.fork(TwoThreads.class);
        jvm.awaitReached("door", PATIENCE);
        jvm.awaitReached("door", PATIENCE);

        jvm.proceed("door");
        jvm.awaitReached("through", PATIENCE);
        assertThat(jvm.isAlive()).isTrue();

        jvm.proceed("door");
        jvm.awaitReached("through", PATIENCE);
        jvm.awaitExit(0, PATIENCE);
    }

    @Test
    void shouldReportLongTextsOfSeveralThreadsWhole() {
        ForkedJvm jvm = ForkedJvm.fork(LongReports.class);

        jvm.awaitExit(0, PATIENCE);

        for (String key : new String[] {"main", "other"}) {
            assertThat(jvm.reports(key)).containsExactly(LONG_TEXT + 0, LONG_TEXT + 1, LONG_TEXT + 2);
        }
        assertThat(jvm.log().stdout()).hasSize(6).allMatch("noise ".repeat(500)::equals);
    }

    @Test
    void shouldRefuseANameThatDoesNotFitIntoALine() {
        ForkedJvm jvm = ForkedJvm.fork(LongName.class);

        jvm.awaitExit(1, PATIENCE);

        assertThat(jvm.log().stderr()).anyMatch(line -> line.contains("name too long") && line.contains("length=101"));
    }

    @Test
    void shouldSayHowToGetAParent() {
        assertThatThrownBy(() -> Script.reached("anything"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ForkedJvm.fork");
    }
}
