package io.parley.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk that can be made to refuse: ext4 in a file on a memory file system, which is then filled. What the kernel
 * cannot write back any more is an error of the disk. Root only, and where loop devices may be used.
 */
final class FailingDisk implements AutoCloseable {
    private final Path backing;
    private final Path path;

    private FailingDisk(Path backing, Path path) {
        this.backing = backing;
        this.path = path;
    }

    static FailingDisk mount(Path directory) throws IOException {
        FailingDisk disk = new FailingDisk(
                Files.createDirectory(directory.resolve("backing")), Files.createDirectory(directory.resolve("disk")));
        String image = disk.backing.resolve("image").toString();
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "parley-test", disk.backing.toString())
                && run("truncate", "-s", "64m", image)
                && run("mkfs.ext4", "-q", "-F", image)
                && run("mount", "-o", "loop", image, disk.path.toString());
        if (!mounted) {
            disk.close();
        }
        Assumptions.assumeTrue(mounted, "only root may mount a disk, where there are loop devices");
        return disk;
    }

    private static boolean run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Path path() {
        return path;
    }

    /** From now on nothing new can be written. */
    void breakIt() throws IOException {
        long left = Files.getFileStore(backing).getUsableSpace();
        Files.write(backing.resolve("filler"), new byte[(int) left]);
    }

    @Override
    public void close() {
        run("umount", "-l", path.toString());
        run("umount", "-l", backing.toString());
    }
}
