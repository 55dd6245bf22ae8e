package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java code in those pages that have much of it compiles. Each piece stands for itself; it may use a {@code parley}
 * that it does not open. Methods and types in it become members of a class, the rest is the body of a method.
 */
@Timeout(60)
class SnippetsTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final List<String> PAGES =
            List.of("coming-from-python.md", "guide/processes-and-pools.md", "guide/registered-classes.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern MEMBER = Pattern.compile("^(static|record|class|interface|enum)\\b.*");
    private static final List<String> PACKAGES = List.of(
            "io.parley",
            "io.parley.collection",
            "io.parley.manager",
            "io.parley.observe",
            "io.parley.pipe",
            "io.parley.process",
            "io.parley.queue",
            "io.parley.sync",
            "io.parley.value",
            "java.io",
            "java.net",
            "java.nio.charset",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent");

    @Test
    void shouldCompileWhatThePagesShow(@TempDir Path classes) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String page : PAGES) {
            String text = Files.readString(DOCS.resolve(page));
            for (Matcher snippet = SNIPPET.matcher(text); snippet.find(); ) {
                int line = (int) text.substring(0, snippet.start()).lines().count() + 1;
                sources.add(new Source(page.replaceAll("\\W", "_") + "_line_" + line, snippet.group(1)));
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));

        boolean compiled =
                compiler.getTask(null, null, errors, options, null, sources).call();

        assertThat(sources).hasSizeGreaterThan(PAGES.size());
        assertThat(compiled).as(errors.getDiagnostics().toString()).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String snippet) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.code = wrap(name, snippet);
        }

        private static String wrap(String name, String snippet) {
            StringBuilder members = new StringBuilder();
            StringBuilder body = new StringBuilder();
            boolean inMember = false;
            int depth = 0;
            for (String line : snippet.lines().toList()) {
                if (!inMember && depth == 0 && MEMBER.matcher(line).matches()) {
                    inMember = true;
                    members.append(line.startsWith("static") ? "" : "static ");
                }
                (inMember ? members : body).append(line).append('\n');
                depth += count(line, '{') - count(line, '}');
                if (inMember && depth == 0) {
                    inMember = false;
                }
            }
            String imports = PACKAGES.stream()
                    .map(each -> "import " + each + ".*;\n")
                    .reduce("import static java.util.concurrent.TimeUnit.*;\n", String::concat);
            String given = snippet.contains("Parley parley =") ? "" : "Parley parley";
            return imports + "final class " + name + " {\n" + members + "static void run(" + given
                    + ") throws Exception {\n" + body + "}\n}\n";
        }

        private static int count(String line, char wanted) {
            return (int) line.chars().filter(each -> each == wanted).count();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
