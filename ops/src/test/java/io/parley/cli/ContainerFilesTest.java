package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files for containers and systemd belong together, and call the command as it is. Nothing here runs them. */
@Timeout(60)
class ContainerFilesTest {
    private static final Set<String> INSTRUCTIONS =
            Set.of("FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD");

    private static JsonNode yaml(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(Path.of(file).toFile());
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** That picocli understands them; the help of a command line runs nothing. */
    private static void shouldBeACommand(Iterable<JsonNode> words) {
        List<String> args = new ArrayList<>();
        words.forEach(word -> args.add(word.asText()));
        CommandLine top = new CommandLine(new ParleyCli()).setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(top.parseArgs(DomainFirst.arrange(top, args.toArray(new String[0]), null))
                        .hasSubcommand())
                .as(args.toString())
                .isTrue();
    }

    private static void shouldBeACommand(String words) {
        List<JsonNode> nodes = new ArrayList<>();
        for (String word : words.split(" ")) {
            nodes.add(TextNode.valueOf(word));
        }
        shouldBeACommand(nodes);
    }

    private static long megabytes(String size) {
        Matcher number = Pattern.compile("([0-9]+)([mMgG])i?").matcher(size);
        assertThat(number.matches()).as(size).isTrue();
        return Long.parseLong(number.group(1)) * (number.group(2).equalsIgnoreCase("g") ? 1024 : 1);
    }

    @Test
    void shouldBuildAnImageThatNobodyRunsAsRoot() throws IOException {
        List<String> lines = lines("docker/Dockerfile");

        assertThat(lines).allMatch(line -> INSTRUCTIONS.contains(line.split(" ")[0]));
        assertThat(lines.get(0)).startsWith("FROM ").endsWith(" AS build");
        assertThat(lines).filteredOn(line -> line.startsWith("USER ")).containsExactly("USER app");
        assertThat(lines.indexOf("USER app")).isEqualTo(lines.size() - 3);
        for (String line : lines) {
            for (String word : line.split(" ")) {
                String source = word.replace("/src/ops/", "");
                boolean built = source.startsWith("target/");
                assertThat(!word.startsWith("/src/") || built || Files.exists(Path.of(source)))
                        .as(line)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldShareAVolumeInMemoryBetweenServices() throws IOException {
        JsonNode compose = yaml("docker/compose.yaml");
        JsonNode volume = compose.at("/volumes/domains/driver_opts");

        assertThat(volume.path("type").asText()).isEqualTo("tmpfs");
        assertThat(compose.path("services")).hasSize(2);
        for (JsonNode service : compose.path("services")) {
            assertThat(service.at("/volumes/0").asText()).startsWith("domains:/dev/shm/parley");
            shouldBeACommand(service.path("command"));
        }
        assertThat(volume.path("o").asText()).contains("uid=10001,gid=10001");
        assertThat(String.join(" ", lines("docker/Dockerfile"))).contains("--uid 10001", "--gid 10001");
        long size = megabytes(volume.path("o").asText().replaceAll(".*size=([^,]*).*", "$1"));
        assertThat(megabytes(compose.at("/services/server/mem_limit").asText())).isGreaterThan(size);
    }

    @Test
    void shouldShareAVolumeInMemoryBetweenContainersOfAPod() throws IOException {
        JsonNode spec = yaml("kubernetes/pod.yaml").path("spec");
        JsonNode volume = spec.at("/volumes/0");

        assertThat(volume.at("/emptyDir/medium").asText()).isEqualTo("Memory");
        assertThat(spec.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(spec.path("containers")).hasSize(2);
        for (JsonNode container : spec.path("containers")) {
            JsonNode mount = container.at("/volumeMounts/0");
            assertThat(mount.path("name")).isEqualTo(volume.path("name"));
            assertThat(container.path("args").toString())
                    .contains("\"" + mount.path("mountPath").asText() + "/");
            shouldBeACommand(container.path("args"));
            boolean writes = !mount.path("readOnly").asBoolean();
            String limit = container.at("/resources/limits/memory").asText();
            assertThat(!writes
                            || megabytes(limit)
                                    > megabytes(volume.at("/emptyDir/sizeLimit").asText()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.service", "parley-serve@.service"})
    void shouldKeepTheDomainWhenAServiceEnds(String unit) throws IOException {
        List<String> lines = lines("systemd/" + unit);

        assertThat(lines)
                .contains(
                        "RemoveIPC=no",
                        "PrivateTmp=yes",
                        "ProtectSystem=strict",
                        "User=orders",
                        "SuccessExitStatus=143")
                .noneMatch(line -> line.startsWith("DynamicUser"));
        assertThat(lines("systemd/parley.tmpfiles.conf"))
                .anyMatch(line -> line.matches("d /dev/shm/parley +1777 root +root +-"))
                .anyMatch(line -> line.matches("d /dev/shm/parley/orders +0750 orders +orders +-"));
    }

    @Test
    void shouldStartTheCommandAsItIs() throws IOException {
        String start = "ExecStart=/opt/parley/ops/bin/parley ";

        assertThat(lines("systemd/parley-serve@.service"))
                .filteredOn(line -> line.startsWith(start))
                .hasSize(1)
                .allSatisfy(
                        line -> shouldBeACommand(line.substring(start.length()).replace("%i", "main")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.service", "parley-serve@.service"})
    void shouldSatisfySystemd(String unit) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
        Process process = new ProcessBuilder("systemd-analyze", "verify", "--man=no", "systemd/" + unit)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();

        assertThat(said.lines().filter(line -> line.contains(unit.substring(0, 6))))
                .allMatch(line -> line.contains("is not executable: No such file or directory"));
    }
}
