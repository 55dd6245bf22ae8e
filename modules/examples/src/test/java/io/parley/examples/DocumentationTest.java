package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the pages say about the sources, and where they lead, is there. */
@Timeout(60)
class DocumentationTest {
    private static final Path ROOT = Path.of("../..");
    private static final String[] MODULES = {"modules/core/src/main/java", "modules/manager/src/main/java"};
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LOG_CODE = Pattern.compile("PLY-\\d{4}");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:[a-z-]+ )*(?:class|@?interface|record|enum) (\\w+)");

    /** No public method takes or gives a clock. */
    private static final Set<String> NOT_IN_EXAMPLES = Set.of("Clock");

    @Test
    void shouldLeadToFilesAndHeadingsThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
            for (Matcher link = LINK.matcher(text); link.find(); ) {
                if (!link.group(1).contains("://") && !leadsSomewhere(page, link.group(1))) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(file)
                && (parts.length == 1 || anchors(Files.readString(file)).contains(parts[1]));
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new TreeSet<>();
        for (Matcher heading = HEADING.matcher(CODE_BLOCK.matcher(text).replaceAll("")); heading.find(); ) {
            String plain = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
            anchors.add(plain.trim().replace(' ', '-'));
        }
        return anchors;
    }

    @Test
    void shouldExplainEveryExceptionAndEveryLogCode() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            LOG_CODE.matcher(text).results().forEach(code -> wanted.add(code.group()));
            PUBLIC_TYPE
                    .matcher(text)
                    .results()
                    .map(type -> type.group(1))
                    .filter(type -> type.endsWith("Exception") && !type.equals("ParleyException"))
                    .forEach(wanted::add);
        }
        assertThat(wanted).isNotEmpty();
        assertThat(anchors(Files.readString(ROOT.resolve("docs/faq.md"))))
                .containsAll(wanted.stream()
                        .map(what -> what.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void shouldUseEveryPublicTypeInSomeExample() throws IOException {
        Set<String> words = new TreeSet<>();
        for (Path file : files("modules/examples/src", ".java", ".txt")) {
            if (!file.toString().contains("/test/java/")) {
                words.addAll(List.of(Files.readString(file).split("\\W+")));
            }
        }
        Set<String> types = new TreeSet<>();
        for (Path source : sources()) {
            if (!source.toString().contains("internal")) {
                PUBLIC_TYPE.matcher(Files.readString(source)).results().forEach(type -> types.add(type.group(1)));
            }
        }
        types.removeAll(NOT_IN_EXAMPLES);
        assertThat(types).isNotEmpty();
        assertThat(words).containsAll(types);
    }

    @Test
    void shouldShowInTheReadmeWhatIsCompiled() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String snippet = readme.substring(readme.indexOf("```java\n") + 8).split("```", 2)[0];
        assertThat(readme.substring(0, readme.indexOf("```java")).lines().count())
                .isLessThanOrEqualTo(15);
        String source =
                Files.readString(ROOT.resolve("modules/examples/src/main/java/io/parley/examples/QuickStart.java"));
        assertThat(withoutIndent(source)).contains(withoutIndent(snippet));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }

    private static List<Path> files(String below, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(below))) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            sources.addAll(files(module, ".java"));
        }
        return sources;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(files("docs", ".md"));
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }
}
