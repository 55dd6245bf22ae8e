package io.parley.internal.process;

import io.parley.internal.memory.FileTrees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds one archive: a JVM loads what children need and leaves it in a file when it ends; a second one checks that it
 * can be used; then the file gets its name.
 *
 * <p>Whoever builds holds the lock of the cache, which the kernel drops when the builder dies. So one process builds at
 * a time, and may remove what dead builders left. The JVMs end with this one.
 */
final class ArchiveBuilder {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");
    /** Programs that are upgraded leave archives that nobody will use again, each some 15 MB. */
    private static final int KEPT = 4;

    private static final int KEPT_COMMANDS = 32;
    private static final String UNFINISHED = ".unfinished";
    private static final String SCRATCH = ".domain";
    private static final String LOCK = "build.lock";
    private static final int LONGEST_SECONDS = 60;

    private final JvmCommand command;
    private final Path archive;
    private final Path unfinished;
    private final Path scratch;

    private ArchiveBuilder(JvmCommand command, Path archive) {
        this.command = command;
        this.archive = archive;
        this.unfinished = archive.resolveSibling(archive.getFileName() + UNFINISHED);
        this.scratch = archive.resolveSibling(archive.getFileName() + SCRATCH);
    }

    /** Returns at once. */
    static void inBackground(JvmCommand command, Path archive) {
        Thread thread = new Thread(() -> new ArchiveBuilder(command, archive).run(), "parley-class-archive");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        // Within one JVM the file's lock does not make threads wait.
        synchronized (ArchiveBuilder.class) {
            try (FileChannel channel = FileChannel.open(
                            archive.resolveSibling(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(archive)) {
                    build();
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("no archive of classes was built: {}", archive, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void build() throws IOException, InterruptedException {
        removeLeftovers();
        try {
            List<String> flags = new ArrayList<>(ClassArchive.quiet(command.home()));
            flags.add("-XX:ArchiveClassesAtExit=" + unfinished);
            if (succeeds(command.archiving(flags, scratch)) && Files.exists(unfinished) && isUsable()) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
                LaunchCache.keepNewest(archive.getParent(), ClassArchive.SUFFIX, KEPT);
                LaunchCache.keepNewest(archive.getParent(), LaunchCache.COMMAND_SUFFIX, KEPT_COMMANDS);
                LOG.debug("built an archive of classes: {}", archive);
            } else {
                LOG.debug("the JDK made no archive of classes: {}", archive);
            }
        } finally {
            removeLeftovers();
        }
    }

    /** This build's own, and those of builders that died. */
    private void removeLeftovers() throws IOException {
        for (String suffix : List.of(UNFINISHED, SCRATCH)) {
            for (Path leftover : LaunchCache.endingWith(archive.getParent(), suffix)) {
                FileTrees.delete(leftover);
            }
        }
    }

    /** Whether a JVM that must use it, and compares its checksums, starts. */
    private boolean isUsable() throws IOException, InterruptedException {
        List<String> flags = ClassArchive.using(unfinished, command.home());
        flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+VerifySharedSpaces", "-Xshare:on"));
        return succeeds(command.checking(flags));
    }

    private static boolean succeeds(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
