package io.parley.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first native call of a JVM, here of a class loader that has not made one. */
@Timeout(60)
class LibcLoadingTest {
    @TempDir
    Path directory;

    private static URLClassLoader freshLoader() {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(LibcLoadingTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String element) {
        try {
            return Path.of(element).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new AssertionError(element, e);
        }
    }

    private int openThrough(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> libc = Class.forName("io.parley.internal.os.Libc", true, loader);
        assertThat(libc).isNotSameAs(Libc.class);
        return (int) libc.getMethod("open", Path.class).invoke(null, directory.resolve("missing"));
    }

    /** jffi unpacks its library through a channel that an interruption closes, and never tries again. */
    @Test
    void shouldNotBeSpoiltByAnInterruption() throws Exception {
        try (URLClassLoader loader = freshLoader()) {
            Background<Boolean> interrupted = Background.call(() -> {
                Thread.currentThread().interrupt();
                assertThat(openThrough(loader)).isEqualTo(-Libc.ENOENT);
                return Thread.currentThread().isInterrupted();
            });

            assertThat(interrupted.result()).as("flag").isTrue();
        }
    }

    @RepeatedTest(5)
    void shouldNotBeSpoiltByAnInterruptionMeanwhile() throws Exception {
        try (URLClassLoader loader = freshLoader()) {
            Background<Integer> loading = Background.call(() -> openThrough(loader));
            while (!loading.isDone()) {
                loading.thread().interrupt();
                Thread.yield();
            }

            assertThat(loading.result()).isEqualTo(-Libc.ENOENT);
        }
        assertThat(Files.list(directory)).isEmpty();
    }
}
