package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BenchCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMeasureEachBesideTheJdkAndLeaveNothing() throws IOException {
        CommandRun run =
                CommandRun.of("bench", "--time", "20ms", "--in", directory.toString(), "--wait", "SPIN", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode measured = new ObjectMapper().readTree(run.out());
        String schema = Files.readString(Path.of("src/main/resources/schema/bench-1.schema.json"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(measured))
                .isEmpty();
        assertThat(measured.get("machine").get("directory").asText()).isEqualTo(directory.toString());
        assertThat(measured.get("waiting").asText()).isEqualTo("spin");
        assertThat(measured.get("alone")).hasSize(6).allSatisfy(cost -> {
            assertThat(cost.get("ns").asDouble()).isPositive();
            assertThat(cost.get("worstNs").asDouble())
                    .isGreaterThanOrEqualTo(cost.get("ns").asDouble());
            assertThat(cost.get("ratio").asDouble())
                    .isEqualTo(
                            cost.get("ns").asDouble() / cost.get("baselineNs").asDouble());
        });
        assertThat(measured.get("trips")).hasSize(5).allSatisfy(trip -> {
            assertThat(trip.get("trips").asLong()).isPositive();
            assertThat(List.of("p50Us", "p90Us", "p99Us", "p999Us", "maxUs"))
                    .extracting(percentile -> trip.get(percentile).asDouble())
                    .isSorted()
                    .allMatch(us -> us > 0);
        });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldPrintTheMachineBesideTheNumbers() {
        CommandRun run = CommandRun.of("bench", "--time", "10ms", "--in", directory.toString(), "--wait", "block");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(System.getProperty("java.vm.version"), "each for 0.01 s, waiting: block")
                .containsPattern("lock, unlock +[0-9.,]+ +[0-9.,]+ +ReentrantLock")
                .containsPattern("JDK Unix-domain socket, 32 B +[0-9.,]+ ");
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() {
        CommandRun run = CommandRun.of("bench", "--time", "10ms", "--in", directory + "/none");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("parley bench: ").contains("/none");
    }
}
