package io.parley.testkit;

import static io.parley.testkit.ForkedJvmTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class SeedsTest {
    static final class Child {
        public static void main(String[] args) {
            Script.report("seed", Seeds.current());
            Script.report("again", Seeds.current());
            Script.report("derived", Seeds.derive("round 1"));
        }
    }

    @Test
    void shouldHonourAGivenSeedAndPrintIt() {
        ForkedJvm jvm = ForkedJvm.builder(Child.class)
                .systemProperty("parley.seed", "0x10")
                .start();

        jvm.awaitExit(0, PATIENCE);

        assertThat(jvm.reported("seed")).contains("16");
        assertThat(jvm.reported("again")).contains("16");
        assertThat(jvm.log().stderr())
                .filteredOn(line -> line.contains("seed"))
                .containsExactly("random seed 16; repeat with -Dparley.seed=16");
    }

    @Test
    void shouldHandItsSeedOnToChildren() {
        long seed = Seeds.current();
        ForkedJvm jvm = ForkedJvm.fork(Child.class);

        jvm.awaitExit(0, PATIENCE);

        assertThat(jvm.reported("seed")).contains(Long.toString(seed));
        assertThat(jvm.reported("derived")).contains(Long.toString(Seeds.derive("round 1")));
        assertThat(Seeds.derive("round 1")).isNotEqualTo(Seeds.derive("round 2"));
    }

    @Test
    void shouldRefuseASeedThatIsNoNumber() {
        ForkedJvm jvm = ForkedJvm.builder(Child.class)
                .systemProperty("parley.seed", "lucky")
                .start();

        jvm.awaitExit(1, PATIENCE);

        assertThat(jvm.log().stderr()).anyMatch(line -> line.contains("not a seed: -Dparley.seed=lucky"));
    }
}
