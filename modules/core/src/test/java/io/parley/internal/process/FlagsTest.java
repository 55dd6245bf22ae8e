package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FlagsTest {
    private static final JavaHome SAME = JavaHome.at(null);
    private static final JavaHome OTHER = new JavaHome(SAME.directory(), "11.0.2");

    @Test
    void shouldNeedWhatTheBuildPasses() {
        String build = System.getProperty("parley.jvm.flags");

        assertThat(String.join(" ", NeededFlags.ofThisJvm())).isEqualTo(build);
    }

    @Test
    void shouldNotAskAnOldJvmForWhatItDoesNotKnow() {
        assertThat(NeededFlags.of(17)).noneMatch(flag -> flag.contains("native-access") || flag.contains("unsafe"));
        assertThat(NeededFlags.of(25)).containsAll(NeededFlags.of(17)).hasSizeGreaterThan(4);
    }

    @Test
    void shouldInheritWhatIsNotForOneProcessOnly() {
        List<String> flags = List.of("-Xmx1g", "-Dapp=1", "-XX:OnOutOfMemoryError=kill %p", "-Xlog:gc", "-ea");

        assertThat(InheritedFlags.inheritable(flags)).isEqualTo(flags);
    }

    @Test
    void shouldNotInheritAgentsPortsFilesAndArchives() {
        List<String> flags = List.of(
                "-agentlib:jdwp=transport=dt_socket,address=5005",
                "-javaagent:jacoco.jar",
                "-Dcom.sun.management.jmxremote.port=9010",
                "-Xlog:gc:file=gc.log",
                "-XX:StartFlightRecording:filename=a.jfr",
                "-XX:ArchiveClassesAtExit=app.jsa",
                "-XX:SharedArchiveFile=app.jsa",
                "-XX:AOTCache=app.aot");

        assertThat(InheritedFlags.inheritable(flags)).isEmpty();
        assertThat(InheritedFlags.inheritable(List.of("-Xlog:gc:file=gc-%p.log")))
                .hasSize(1);
    }

    @Test
    void shouldNotInheritTheHeapOrCollectorIfTheChildHasItsOwn() {
        List<String> inherited = List.of("-Xms512m", "-XX:MaxRAMPercentage=50", "-XX:+UseParallelGC", "-Dapp=1");

        assertThat(InheritedFlags.before(List.of("-Xmx64m"), inherited, false))
                .containsExactly("-XX:+UseParallelGC", "-Dapp=1");
        assertThat(InheritedFlags.before(List.of("-XX:+UseSerialGC"), inherited, false))
                .containsExactly("-Xms512m", "-XX:MaxRAMPercentage=50", "-Dapp=1");
    }

    @Test
    void shouldSayNothingTwice() {
        List<String> inherited = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--module-path=/m", "-Da=1");

        assertThat(InheritedFlags.before(List.of(), inherited, false)).containsExactly("-Da=1");
    }

    @Test
    void shouldLetAnotherVersionIgnoreWhatItDoesNotKnow() {
        assertThat(InheritedFlags.of(Map.of(), OTHER, List.of())).startsWith("-XX:+IgnoreUnrecognizedVMOptions");
        assertThat(InheritedFlags.of(Map.of(), SAME, List.of())).doesNotContain("-XX:+IgnoreUnrecognizedVMOptions");
    }

    @Test
    void shouldNotRepeatWhatTheEnvironmentSays() {
        Map<String, String> environment =
                Map.of("JAVA_TOOL_OPTIONS", "-Dtool='a b'", "JDK_JAVA_OPTIONS", "--add-opens java.base/java.util=x");

        List<String> rest = OptionVariables.without(
                environment, List.of("-Dtool=a b", "--add-opens=java.base/java.util=x", "-Xmx1g"));

        assertThat(rest).containsExactly("-Xmx1g");
    }

    @Test
    void shouldTakeAgentsOutOfTheEnvironment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=address=1 \"-Da=b c\" -Dd='e\"f'",
                "JDK_JAVA_OPTIONS", "-javaagent:x.jar",
                "_JAVA_OPTIONS", "-Dx=1  -Dy=2"));

        OptionVariables.clean(environment);

        assertThat(OptionVariables.split(environment.get("JAVA_TOOL_OPTIONS"))).containsExactly("-Da=b c", "-Dd=e\"f");
        assertThat(environment).doesNotContainKey("JDK_JAVA_OPTIONS").containsEntry("_JAVA_OPTIONS", "-Dx=1  -Dy=2");
    }
}
