package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.manager.Manager;
import io.parley.pipe.AuthKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeCommandTest {
    @TempDir
    private Path directory;

    private Path newKey() {
        Path file = directory.resolve("key");
        assertThat(CommandRun.of("key", "new", file.toString())).isEqualTo(new CommandRun(0, "", ""));
        return file;
    }

    @Test
    void shouldWriteAKeyThatOnlyItsOwnerCanRead() throws IOException {
        Path file = newKey();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(file)).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(AuthKey.fromFile(file)).isNotNull();
    }

    @Test
    void shouldNeverReplaceAKey() throws IOException {
        Path file = newKey();
        byte[] before = Files.readAllBytes(file);

        CommandRun run = CommandRun.of("key", "new", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("parley key new: file exists: " + file);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(CommandRun.of("key", "new", "/nowhere/key").exitCode()).isEqualTo(1);
    }

    @Test
    void shouldServeUntilItIsToldToEnd() throws Exception {
        Path key = newKey();
        Path domain = directory.resolve("domain");
        Process server = start("serve", domain.toString(), "--create", "--key-file", key.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).startsWith(domain + ": listening at 127.0.0.1:");

            try (Manager manager = Manager.connect(address(line), AuthKey.fromFile(key));
                    Parley parley = Parley.open(domain)) {
                manager.leasedSemaphore("s", 2).acquire();
                assertThat(parley.leasedSemaphore("s", 2).availablePermits()).isEqualTo(1);
                server.toHandle().destroy(); // destroy() of a Process closes its streams, too

                assertThat(server.waitFor()).isEqualTo(128 + 15);
                assertThat(parley.leasedSemaphore("s", 2).availablePermits()).isEqualTo(2);
                assertThat(parley.processes()).hasSize(1);
            }
            assertThat(out.readLine()).isNull();
        } finally {
            server.destroyForcibly();
        }
    }

    private static InetSocketAddress address(String line) {
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    private static Process start(String... args) throws IOException {
        return CommandRun.process(args)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        Path key = newKey();
        String domain = directory.resolve("none").toString();

        assertThat(CommandRun.of("serve", domain, "--key-file", key.toString()).exitCode())
                .isEqualTo(4);
        Parley.open(Path.of(domain)).close();
        assertThat(CommandRun.of("serve", domain).exitCode()).isEqualTo(2);
        CommandRun noKey = CommandRun.of("serve", domain, "--key-file", key + "-not");
        assertThat(noKey.exitCode()).isEqualTo(1);
        assertThat(noKey.err()).contains("parley serve: ").contains("key-not");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun open = CommandRun.of("serve", domain, "--key-file", key.toString());
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(open.err()).contains(key.toString());
    }

    @Test
    void shouldEndWithTwoWhenCalledInAWrongWay() {
        for (String wrong : List.of(
                "--listen nonsense",
                "--listen :7",
                "--listen localhost:65536",
                "--session-limit soon",
                "--session-limit 0s",
                "--tls-cert a.pem")) {
            List<String> args = new ArrayList<>(List.of("serve", "domain", "--key-file", "key"));
            args.addAll(List.of(wrong.split(" ")));

            CommandRun run = CommandRun.of(args.toArray(new String[0]));

            assertThat(run.exitCode()).as(wrong).isEqualTo(2);
            assertThat(run.err()).contains("Usage: parley serve");
        }
    }
}
