package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandSpecTest {
    private final CommandSpec spec = CommandSpec.of("git", "log");

    @Test
    void shouldSayWhatItRuns() {
        assertThat(spec.args()).containsExactly("git", "log");
        assertThat(spec).hasToString("CommandSpec(git log)");
    }

    @Test
    void shouldLeaveTheOriginalAsItIs() {
        CommandSpec other = spec.withCapture().withInput("x").withTimeout(Duration.ofSeconds(1));

        assertThat(other).isNotSameAs(spec);
        assertThat(spec.capturesStdout()).isFalse();
        assertThat(spec.input()).isInstanceOf(CommandInput.Empty.class);
        assertThat(spec.timeout()).isNull();
    }

    @Test
    void shouldRefuseTwoInputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withInput("text").withInput(Path.of("file")))
                .withMessageContaining("Text[length=4]")
                .withMessageContaining("File[file=file]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withInput(new byte[3]).withInheritedInput());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withPipedInput().withInput("text"));
    }

    @Test
    void shouldRefuseTwoPlacesForOneStream() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withCapture().withStdout(Stdio.discard()))
                .withMessageContaining("captured");
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withCapture().withStderr(Stdio.discard()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withStderr(Stdio.discard()).withMergedStderr());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withMergedStderr().withStderr(Stdio.discard()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withStdout(Stdio.inherit()).withStdout(Stdio.discard()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withStdout(Stdio.discard())
                        .withStderr(Stdio.discard())
                        .withCapture());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        spec.withStdout(Stdio.discard()).withMergedStderr().withCapture());
    }

    @Test
    void shouldRefuseWhatNoProgramCanBeGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandSpec.of(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandSpec.of("echo", "a\0b"))
                .withMessageContaining("'a\\0b'");
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withEnvironment("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withEnvironment("A=B", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withEnvironment("A", "x\0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withTimeout(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withMaxBytes(0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withMaxBytes(1L << 31));
    }

    @Test
    void shouldRefuseInputThatNobodyWouldWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Commands.run(CommandSpec.of("cat").withPipedInput()))
                .withMessageContaining("Use Commands.start");
    }

    @Test
    void shouldRefuseToWriteToWhatHasOtherInput() throws Exception {
        try (RunningCommand command = Commands.start(CommandSpec.of("true"))) {
            assertThatThrownBy(() -> command.write("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("withPipedInput()");
        }
    }
}
