package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;

/** Classes compiled by a test, for what the test's own class path cannot show: other versions, and named modules. */
final class SourceModule {
    private SourceModule() {}

    /** A class of the unnamed package and of a loader of its own. */
    static Class<?> classPath(Path directory, String name, String source) {
        Path classes = compile(directory, Map.of(name + ".java", source));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> type = Class.forName(name, true, loader);
            // Loaded while the loader is open, with all it refers to.
            for (Class<?> nested : type.getDeclaredClasses()) {
                Class.forName(nested.getName(), true, loader);
            }
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** A class of a named module. */
    static Class<?> module(Path directory, String module, String name, Map<String, String> sources) {
        Path classes = compile(directory, sources);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(boot), ClassLoader.getSystemClassLoader())
                .layer();
        try {
            return Class.forName(name, true, layer.findLoader(module));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Path compile(Path directory, Map<String, String> sources) {
        try {
            Path work = Files.createTempDirectory(directory, "source");
            Path classes = Files.createDirectory(work.resolve("classes"));
            String[] arguments = new String[4 + sources.size()];
            arguments[0] = "-d";
            arguments[1] = classes.toString();
            arguments[2] = "-encoding";
            arguments[3] = "UTF-8";
            int next = 4;
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = work.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                arguments[next++] = file.toString();
            }
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                    .isZero();
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
