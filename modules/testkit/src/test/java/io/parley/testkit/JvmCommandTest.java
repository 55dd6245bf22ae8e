package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@Timeout(60)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class JvmCommandTest {
    private static final String SUREFIRE = "surefire.test.class.path";

    private String flags;
    private String surefire;

    @BeforeEach
    void remember() {
        flags = System.getProperty(JvmCommand.FLAGS_PROPERTY);
        surefire = System.getProperty(SUREFIRE);
    }

    @AfterEach
    void restore() {
        restore(JvmCommand.FLAGS_PROPERTY, flags);
        restore(SUREFIRE, surefire);
    }

    @Test
    void shouldTakeFlagsFromThePropertyOfTheBuild() {
        System.setProperty(JvmCommand.FLAGS_PROPERTY, " --add-opens=java.base/java.lang=ALL-UNNAMED\n  -Xmx1g ");

        assertThat(JvmCommand.flags()).containsExactly("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx1g");
    }

    @Test
    void shouldInheritFlagsButNoAgents() {
        List<String> arguments = List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                "-javaagent:coverage.jar",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dparley.failpoints=true",
                "-Xmx1g");

        assertThat(JvmCommand.inheritable(arguments))
                .containsExactly("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx1g");
    }

    @Test
    void shouldPreferTheClassPathThatSurefireHidInAManifest() {
        System.setProperty(SUREFIRE, "/a/classes:/b.jar");
        assertThat(JvmCommand.classPath()).isEqualTo("/a/classes:/b.jar");

        System.clearProperty(SUREFIRE);
        assertThat(JvmCommand.classPath()).isEqualTo(System.getProperty("java.class.path"));
    }

    private static void restore(String key, String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }
}
