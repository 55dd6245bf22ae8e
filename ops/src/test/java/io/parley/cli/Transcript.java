package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.process.NeededFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the commands that a page of the documentation shows in its {@code console} blocks, those behind {@code $}, and
 * compares what they print with what stands below them. In the page, {@code …} is any text, and alone in a line any
 * number of lines; blanks are as many as there are. A line that is a call of {@code parley} and no more runs in this
 * JVM, all else in bash, where {@code parley} is a JVM of its own. {@code echo $?} tells the exit code of either.
 */
final class Transcript {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\\n(.*?)^```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)");
    private static final Pattern CALL = Pattern.compile("parley( [^|&;<>()$`\"'*?#]*)?");
    private static final String ANY = "…";
    private static final String PARLEY = String.format(
            "parley() { '%s/bin/java' %s -cp '%s' %s \"$@\"; }\n",
            System.getProperty("java.home"),
            String.join(" ", NeededFlags.ofThisJvm()),
            System.getProperty("java.class.path"),
            ParleyCli.class.getName());

    private final String text;
    private final Map<String, String> names = new HashMap<>();
    private int exitCode;

    /** Of a page, by its path below {@code docs}. */
    Transcript(String page) throws IOException {
        text = Files.readString(DOCS.resolve(page));
    }

    /** What a word of the page is called here; of two that begin alike, the longer one counts. */
    Transcript with(String word, Object here) {
        names.put(word, here.toString());
        return this;
    }

    /** Runs all of it; how many commands there were. */
    int run() throws IOException, InterruptedException {
        int commands = 0;
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            for (Matcher command = COMMAND.matcher(block.group(1)); command.find(); commands++) {
                String line = here(command.group(1));
                assertThat(single(execute(line))).as(line).matches(pattern(here(command.group(2))));
            }
        }
        return commands;
    }

    private String here(String shown) {
        if (names.isEmpty()) {
            return shown;
        }
        String words = names.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\w.])(?:" + words + ")(?![\\w.])")
                .matcher(shown)
                .replaceAll(word -> Matcher.quoteReplacement(names.get(word.group())));
    }

    private String execute(String line) throws IOException, InterruptedException {
        if (line.equals("echo $?")) {
            return exitCode + "\n";
        }
        if (CALL.matcher(line).matches()) {
            CommandRun run = CommandRun.of(Stream.of(line.split(" +")).skip(1).toArray(String[]::new));
            exitCode = run.exitCode();
            return run.out() + run.err();
        }
        Process bash = new ProcessBuilder("bash", "-c", PARLEY + line)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes());
        exitCode = bash.waitFor();
        return out;
    }

    private static String single(String blanks) {
        return blanks.replaceAll("[ \t]+", " ");
    }

    private static Pattern pattern(String expected) {
        return Pattern.compile(single(expected)
                .lines()
                .map(line -> line.equals(ANY) ? "(?:.*\\n)*?" : line(line.split(ANY, -1)))
                .collect(Collectors.joining()));
    }

    private static String line(String... parts) {
        return Stream.of(parts).map(Pattern::quote).collect(Collectors.joining(".*")) + "\\n";
    }
}
