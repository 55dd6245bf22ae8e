package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each example in a JVM of its own and compares what it prints with {@code src/test/resources/expected}. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ExamplesIT {
    /** Domains are found under the name of the user: this one's are nobody else's, and can be removed. */
    private final String user = "examples-" + UUID.randomUUID();

    private final Path domains = Path.of("/dev/shm/parley", user);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SharedCounter",
                "SharedArrays",
                "RemoteCollections",
                "KilledHolder",
                "WorkQueue",
                "RemoteQueues",
                "Replay",
                "Archived",
                "SavedMap",
                "OwnCodec",
                "Ticks",
                "Observe",
                "Latencies",
                "TasksAndCalls",
                "FromOutside",
                "Failures",
                "Additions",
                "ChildChangesBoth",
                "TypeTour",
                "Permits",
                "VendorAndCustomer",
                "HandedOver",
                "BoundedBuffer",
                "Rounds",
                "Library",
                "Quotes",
                "Deadlock",
                "LiveTicks",
                "RunAway",
                "PingPong",
                "TwoReceivers",
                "ReturnedResult",
                "ToDoList",
                "DeadLetters",
                "OnDisk",
                "UpperCaseServer",
                "Subscribers",
                "SharedPositions",
                "UniqueVisitors",
                "DiceRolls",
                "Venues",
                "FirstMap",
                "NamespacePitfall",
                "PhoneBook",
                "NamespaceCures",
                "TwentyProcesses",
                "ParentAndChild",
                "OwnProcess",
                "ProcessPerClient",
                "RemoteValues",
                "ShellLine",
                "ExternalCommands",
                "HelloWorld",
                "PassedHandles",
                "PoolMap",
                "OneTask",
                "CannotTravel",
                "Endings",
                "WarmStart",
                "LocalTwin",
                "PoolTour",
                "TasksThatFail",
                "RemoteLockExample",
                "RegisterForms",
                "ThreePrograms",
                "TasksAndResults",
                "SeveralWorkers",
                "OwnClass",
                "OverTls",
                "RemoteWaits",
                "SessionLost",
                "TextOverTcp",
                "TwentyOverTcp",
                "PitfallOverTcp",
                "CuresOverTcp",
                "NamesPassedOverTcp",
                "ResultOverTcp"
            })
    void shouldPrintWhatIsExpectedAndLeaveNothing(String example) throws Exception {
        ExpectedOutput.of(resource("/expected/" + example + ".txt")).compare(run(example));
        assertThat(leftIn(domains)).isEmpty();
    }

    @Test
    void shouldGoOnCountingInTheNextRun() throws Exception {
        assertThat(run("QuickStart")).isEqualTo("run 1 says hello\n");
        assertThat(run("QuickStart")).isEqualTo("run 2 says hello\n");
    }

    /** The children print in any order, and which of them writes last is open. */
    @Test
    void shouldPrintTenChildrenInAnyOrder() throws Exception {
        List<String> lines = run("TenChildren").lines().toList();

        assertThat(lines).hasSize(12).startsWith("init g_value=0,g_array=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
        assertThat(lines.subList(1, 11)).allMatch(line -> line.matches("g_value\\.value=[0-9]"));
        assertThat(lines.get(11)).matches("end g_value=[0-9],g_array=\\[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]");
    }

    @Test
    void shouldPrintTenChildrenAndTheirMapInAnyOrder() throws Exception {
        List<String> lines = run("TenChildrenAndAMap").lines().toList();

        assertThat(lines).hasSize(12).startsWith("init dict={},g_value=0,g_array=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
        assertThat(lines.subList(1, 11)).allMatch(line -> line.matches("g_value\\.value=[0-9]"));
        assertThat(lines.get(11))
                .matches("end dict=\\{0=0, 1=2, 2=4, 3=6, 4=8, 5=10, 6=12, 7=14, 8=16, 9=18},g_value=[0-9],"
                        + "g_array=\\[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]");
        assertThat(leftIn(domains)).isEmpty();
    }

    /** What is made before what is eaten; the rest is up to the two processes. */
    @Test
    void shouldEatEveryBunThatWasMade() throws Exception {
        List<String> lines = run("Buns").lines().toList();

        assertThat(lines).hasSize(21).endsWith("everything is eaten: 0 left");
        for (int bun = 0; bun < 10; bun++) {
            assertThat(lines).containsSubsequence("made bun " + bun, "ate bun " + bun);
        }
        assertThat(leftIn(domains)).isEmpty();
    }

    /** How far the daemon counts is a matter of time; after its parent's end it does not go on. */
    @Test
    void shouldEndTheDaemonWithItsParent() throws Exception {
        List<String> lines = run("EndsWithParent").lines().toList();

        assertThat(lines)
                .containsSubsequence(
                        "parent: ordinary alive=true",
                        "parent: ordinary alive=false",
                        "main: the daemon ended with its parent")
                .endsWith("main: the daemon ended with its parent");
        assertThat(lines.stream().filter(line -> line.startsWith("daemon: ")))
                .isNotEmpty()
                .containsExactlyElementsOf(IntStream.rangeClosed(1, lines.size() - 3)
                        .mapToObj(i -> "daemon: " + i)
                        .toList());
        assertThat(leftIn(domains)).isEmpty();
    }

    @Test
    void shouldGreetThreeAtATimeAndThenOneByOne() throws Exception {
        List<String> lines = run("PoolOfThree").lines().toList();

        assertThat(lines).hasSize(23).startsWith("close......");
        assertThat(lines.subList(11, 13)).containsExactly("at most 3 at a time: true", "done......");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(lines.subList(1, 11)).containsSubsequence("msg: hello world" + i, "end: hello world" + i);
            expected.addAll(List.of("msg: hello again" + i, "end: hello again" + i));
        }
        assertThat(lines.subList(13, 23)).isEqualTo(expected);
        assertThat(leftIn(domains)).isEmpty();
    }

    @Test
    void shouldSquareInOtherProcesses() throws Exception {
        List<String> lines = run("Squares").lines().toList();

        assertThat(lines).hasSize(21);
        assertThat(lines.get(20))
                .isEqualTo(
                        IntStream.range(0, 20).map(i -> i * i).boxed().toList().toString());
        assertThat(lines.subList(0, 20).stream().map(line -> line.replaceAll(", pid=[0-9]+$", "")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "num=" + i).toList());
        assertThat(leftIn(domains)).isEmpty();
    }

    @Test
    void shouldListTheProgramsAndRunOneByItsNumber() throws Exception {
        assertThat(run("Programs", "--list").lines())
                .hasSize(47)
                .contains("E2E-15  HelloWorld          hello world, without a guard")
                .contains("E2E-26  ThreePrograms       managers: one queue, three programs")
                .contains("E2E-22  TwentyOverTcp       twenty processes under one lock, over TCP");
        assertThat(run("Programs", "E2E-15")).isEqualTo("hello world!\n");
    }

    @Test
    void shouldHaveATestForEachExample() throws IOException {
        Path sources = Path.of("src/main/java/io/parley/examples");
        List<String> tested = new ArrayList<>(List.of(
                "QuickStart",
                "TenChildren",
                "TenChildrenAndAMap",
                "Buns",
                "EndsWithParent",
                "PoolOfThree",
                "Squares",
                "Programs"));
        for (Path file : children(Path.of("src/test/resources/expected"))) {
            tested.add(file.getFileName().toString().replace(".txt", ""));
        }
        List<String> mains = new ArrayList<>();
        for (Path file : children(sources)) {
            if (Files.readString(file).contains("\n    public static void main(")) {
                mains.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        assertThat(mains).containsExactlyInAnyOrderElementsOf(tested);
    }

    private String run(String example, String... arguments) throws IOException, InterruptedException {
        Path output = temporary.resolve(example + ".out");
        Path errors = temporary.resolve(example + ".err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("parley.jvm.flags", "").trim().split("\\s+")));
        command.addAll(List.of(System.getProperty("parley.test.jvm", "").trim().split("\\s+")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of("-Duser.name=" + user, "-cp", classPath(), "io.parley.examples." + example));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("%s ended", example)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("%s: %s", example, Files.readString(errors))
                .isZero();
        return Files.readString(output);
    }

    /** Surefire starts its JVM with one jar that names the real class path, and keeps the latter in a property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String resource(String name) throws IOException {
        return new String(ExamplesIT.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Everything but the user's cache of what makes JVMs start faster. */
    private static List<Path> leftIn(Path domains) throws IOException {
        return children(domains).stream().filter(path -> !path.endsWith(".cds")).toList();
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of(); // an example may have its domain elsewhere
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        }
    }

    @AfterEach
    void removeDomains() throws IOException {
        if (Files.exists(domains)) {
            try (Stream<Path> everything = Files.walk(domains)) {
                for (Path path : everything.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
