package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.crash.Failpoint;
import io.parley.multi.CreationCrashIT;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No gap between two stores is without a test that kills a process in it. */
@Timeout(60)
class CrashCoverageTest {
    @Test
    void shouldKillAProcessAtEveryFailpoint() throws Exception {
        Set<Failpoint> uncovered = EnumSet.allOf(Failpoint.class);
        List<Class<?>> tests = crashTests();
        for (Class<?> test : tests) {
            if (CrashContract.class.isAssignableFrom(test) && !Modifier.isAbstract(test.getModifiers())) {
                CrashContract contract =
                        (CrashContract) test.getDeclaredConstructor().newInstance();
                uncovered.removeAll(contract.points());
            }
            KillsAt others = test.getAnnotation(KillsAt.class);
            if (others != null) {
                uncovered.removeAll(Set.of(others.value()));
            }
        }
        // those of the manager have a test like this one in its module
        uncovered.removeIf(point -> point.name().startsWith("REMOTE_"));
        assertThat(tests).hasSizeGreaterThan(2);
        assertThat(uncovered)
                .as("failpoints at which nobody is killed; add a Death to the primitive's CrashContract")
                .isEmpty();
    }

    private static List<Class<?>> crashTests() throws Exception {
        List<Class<?>> tests = new ArrayList<>();
        tests.add(CreationCrashIT.class);
        for (String name : classNames()) {
            Class<?> type = Class.forName(CrashContract.class.getPackageName() + "." + name);
            if (type.getSimpleName().endsWith("IT")) {
                tests.add(type);
            }
        }
        return tests;
    }

    private static List<String> classNames() throws IOException, java.net.URISyntaxException {
        Path directory = Path.of(CrashContract.class.getResource("").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }
}
