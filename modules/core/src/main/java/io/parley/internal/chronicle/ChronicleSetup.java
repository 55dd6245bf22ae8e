package io.parley.internal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.core.cleaner.CleanerServiceLocator;
import net.openhft.chronicle.core.internal.cleaner.ReflectionBasedByteBufferCleanerService;
import net.openhft.chronicle.core.onoes.ExceptionHandler;
import net.openhft.chronicle.core.onoes.LogLevel;
import net.openhft.chronicle.core.onoes.Slf4jExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to happen once in a JVM before the first Chronicle class is initialised: no usage reports, no banners, no
 * background threads, no files of its own, its complaints where the program's own go.
 *
 * <p>Whatever the program has set itself is left alone: system properties, and Chronicle's exception handlers.
 */
public final class ChronicleSetup {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.chronicle");
    private static final String JVM_CLASS = "net.openhft.chronicle.core.Jvm";
    private static final String OPEN_MODULES = "parley.modules.open";
    /**
     * Chronicle loads this file into the system properties; by default "system.properties" of the working directory.
     */
    private static final String PROPERTIES_FILE = "system.properties";
    /** Where JNA unpacks its library, to delete it at once. */
    private static final String JNA_DIRECTORY = "jna.tmpdir";

    /** What these warn of, we check or put right ourselves. */
    private static final Set<String> NOISY = Set.of("SCQMeta", "SingleChronicleQueueBuilder", "TableStoreWriteLock");

    private static boolean done;

    private ChronicleSetup() {}

    /**
     * Prepares this JVM; every call after the first returns at once.
     *
     * @throws IllegalStateException if packages of the JDK are closed and must not be opened; names the flags
     */
    public static synchronized void run() {
        if (done) {
            return;
        }
        ModuleOpens.ensure(chronicleModule(), !"false".equals(System.getProperty(OPEN_MODULES)));
        quietProperties().forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
        initialise();
        routeMessages();
        done = true;
    }

    private static Module chronicleModule() {
        try {
            return Class.forName(JVM_CLASS, false, ChronicleSetup.class.getClassLoader())
                    .getModule();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "chronicle-core is missing: class=" + JVM_CLASS + ". Queues need it on the class path", e);
        }
    }

    private static Map<String, String> quietProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("chronicle.analytics.disable", "true");
        properties.put("chronicle.announcer.disable", "true");
        properties.put("disable.perf.info", "true");
        // Polls the disk from a thread of its own. A full disk is ours to notice: see Reservation.
        properties.put("chronicle.disk.monitor.disable", "true");
        // Unmaps from a thread of its own; without it, in the thread that let go.
        properties.put("background.releaser", "false");
        return properties;
    }

    /*
     * Chronicle's first classes look for files and make a directory while they initialise; only then can it be kept away.
     * Outside of JUnit they also load JNA, which would put its library into a directory that it makes in the user's home.
     */
    private static void initialise() {
        String temporary = System.getProperty("java.io.tmpdir");
        boolean ours = System.getProperties().putIfAbsent(PROPERTIES_FILE, "/dev/null") == null;
        boolean oursAsWell = System.getProperties().putIfAbsent(JNA_DIRECTORY, temporary) == null;
        Path target = Path.of(temporary, "target");
        boolean existed = Files.exists(target);
        try {
            Jvm.init();
            OS.getTarget();
            chooseCleaner();
        } finally {
            if (ours) {
                System.clearProperty(PROPERTIES_FILE);
            }
            if (oursAsWell) {
                System.clearProperty(JNA_DIRECTORY);
            }
            if (!existed) {
                removeEmpty(target);
            }
        }
    }

    /* Chronicle tries several ways to free buffers, and warns of those it may not use, by way of the JDK's own logging. */
    private static void chooseCleaner() {
        java.util.logging.Logger logger =
                java.util.logging.Logger.getLogger(ReflectionBasedByteBufferCleanerService.class.getName());
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        CleanerServiceLocator.cleanerService();
        logger.setLevel(level);
    }

    private static void removeEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // Somebody put something in: then it is theirs.
            LOG.debug("left {} behind", directory, e);
        }
    }

    private static void routeMessages() {
        if (Jvm.error().defaultHandler() == Slf4jExceptionHandler.ERROR
                && Jvm.warn().defaultHandler() == Slf4jExceptionHandler.WARN) {
            Jvm.setExceptionHandlers(new Route(LogLevel.ERROR), new Route(LogLevel.WARN), new Route(LogLevel.DEBUG));
        }
    }

    /** Passes what Chronicle says on under one logger name, so that it can be tuned with one line. */
    private static final class Route implements ExceptionHandler {
        private final LogLevel level;

        Route(LogLevel level) {
            this.level = level;
        }

        @Override
        public void on(Class<?> source, String message, Throwable thrown) {
            log(source.getSimpleName(), message, thrown);
        }

        @Override
        public void on(Logger source, String message, Throwable thrown) {
            log(source.getName(), message, thrown);
        }

        private void log(String source, String message, Throwable thrown) {
            if (level == LogLevel.ERROR) {
                LOG.error("{}: {}", source, message, thrown);
            } else if (level == LogLevel.WARN && !NOISY.contains(source)) {
                LOG.warn("{}: {}", source, message, thrown);
            } else {
                LOG.debug("{}: {}", source, message, thrown);
            }
        }

        @Override
        public boolean isEnabled(Class<?> source) {
            return level != LogLevel.DEBUG || LOG.isDebugEnabled();
        }
    }
}
