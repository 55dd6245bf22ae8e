package io.parley.cli.doctor;

import static io.parley.cli.doctor.Finding.Level.BAD;
import static io.parley.cli.doctor.Finding.Level.NOTICE;
import static io.parley.cli.doctor.Finding.Level.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts of every sort, made of files. */
@Timeout(60)
class HostChecksTest extends FakeHost {
    @Test
    void shouldFindNothingWhereTheKernelSaysNothing() {
        for (Check each : List.of(
                new MountCheck(),
                new HugePagesCheck(),
                new MappingsCheck(),
                new ProcessorsCheck(),
                new ClockCheck(),
                new KernelCheck())) {
            assertThat(each.look(subject())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tmpfs, rw, OK",
        "ext4, rw, OK",
        "tmpfs, ro, NOTICE",
        "overlay, rw, NOTICE",
        "fuse.other, rw, NOTICE",
        "nfs4, rw, BAD",
        "nfs4, ro, BAD",
    })
    void shouldJudgeFileSystems(String type, String option, Finding.Level level) throws IOException {
        mounted("26 1 254:0 / / rw - ext4 /dev/vda rw\n24 23 0:22 / /dev/shm " + option + " shared:2 - " + type
                + " some\\040source rw,size=24k");

        Finding found = only(new MountCheck());

        assertThat(found.level()).isEqualTo(level);
        assertThat(found.value()).startsWith(type + " at /dev/shm");
        assertThat(found.fix().isEmpty()).isEqualTo(level == OK);
    }

    @Test
    void shouldFindTheMountThatIsSeen() throws IOException {
        mounted("1 1 0:1 / / rw - ext4 x rw\n2 1 0:2 / /a\\040b rw - xfs x rw\n3 1 0:3 / /a\\040b rw - tmpfs x rw\n"
                + "4 1 0:4 / /a\\040b/c rw - nfs x rw\nnonsense");
        Host host = new Host(root);

        assertThat(host.mount(Path.of("/a b/d")).orElseThrow().type()).isEqualTo("tmpfs");
        assertThat(host.mount(Path.of("/a b/c/d")).orElseThrow().type()).isEqualTo("nfs");
        assertThat(host.mount(Path.of("/a bc")).orElseThrow().type()).isEqualTo("ext4");
    }

    @Test
    void shouldJudgeRoom() throws IOException {
        mounted("24 23 0:22 / /dev/shm rw - tmpfs tmpfs rw");
        long gib = 1L << 30;

        assertThat(SpaceCheck.judge(subject(), gib, gib / 2))
                .isEqualTo(Finding.ok(
                        "free space",
                        "512 MiB of 1.0 GiB",
                        SpaceCheck.judge(subject(), gib, 1).why()));
        assertThat(SpaceCheck.judge(subject(), gib, gib / 20).level()).isEqualTo(NOTICE);
        assertThat(SpaceCheck.judge(subject(), gib, gib / 100 - 1).level()).isEqualTo(BAD);
        assertThat(SpaceCheck.judge(subject(), gib / 16, 15L << 20).level()).isEqualTo(BAD);
        assertThat(SpaceCheck.judge(subject(), 4_096 * gib, 11 * gib).level()).isEqualTo(OK);
        assertThat(SpaceCheck.judge(subject(), 4_096 * gib, 9 * gib).level()).isEqualTo(NOTICE);
        assertThat(SpaceCheck.judge(subject(), 4_096 * gib, gib - 1).level()).isEqualTo(BAD);
        assertThat(SpaceCheck.judge(subject(), gib, 1).fix()).isEqualTo("mount -o remount,size=2048M /dev/shm");
        assertThat(SpaceCheck.judge(subject(Path.of("/var/parley")), gib, 1).fix())
                .startsWith("du -sh /var/parley");
    }

    @Test
    void shouldJudgeSharedMemory() {
        Mount good = Mount.parse("24 23 0:22 / /dev/shm rw - tmpfs tmpfs rw");
        Mount disk = Mount.parse("1 1 0:1 / / rw - ext4 x rw");

        assertThat(SharedMemoryCheck.judge(Optional.of(good), 1L << 30).level()).isEqualTo(OK);
        assertThat(SharedMemoryCheck.judge(Optional.of(good), 64L << 20).level())
                .isEqualTo(NOTICE);
        assertThat(SharedMemoryCheck.judge(Optional.of(disk), 1L << 40).level()).isEqualTo(BAD);
        assertThat(SharedMemoryCheck.judge(Optional.empty(), 0).level()).isEqualTo(BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "never, rw, OK",
        "advise, 'rw,huge=within_size', OK",
        "advise, 'rw,huge=always', NOTICE",
        "deny, 'rw,huge=always', OK",
        "force, rw, NOTICE",
    })
    void shouldJudgeHugePages(String all, String options, Finding.Level level) throws IOException {
        file("sys/kernel/mm/transparent_hugepage/shmem_enabled", "always within_size [" + all + "] never");
        mounted("24 23 0:22 / /dev/shm rw - tmpfs tmpfs " + options);

        assertThat(only(new HugePagesCheck()).level()).isEqualTo(level);
    }

    @Test
    void shouldJudgeTheJvm() {
        assertThat(JavaCheck.modules(List.of("java.naming")).level()).isEqualTo(BAD);
        assertThat(JavaCheck.flags(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"))
                        .level())
                .isEqualTo(NOTICE);
        assertThat(new JavaCheck().look(subject())).hasSize(3).allMatch(each -> each.level() != BAD);
    }

    /** As a name may have brackets in it. */
    @Test
    void shouldSeeWhoIsStopped() throws IOException {
        file("proc/7/stat", "7 (a) R (b) T 1 7 7 0");
        file("proc/8/stat", "8 (T) S 1 8 8 0");

        assertThat(ProcessesCheck.isStopped(new Host(root), 7)).isTrue();
        assertThat(ProcessesCheck.isStopped(new Host(root), 8)).isFalse();
        assertThat(ProcessesCheck.isStopped(new Host(root), 9)).isFalse();
    }

    @Test
    void shouldReadRealNumbersOfTheKernelWhole() {
        assertThat(Host.here().number("proc/sys/vm/max_map_count").orElseThrow())
                .isGreaterThan(1_000);
        assertThat(Host.here().text("proc/sys/kernel/random/boot_id").orElseThrow())
                .hasSize(36);
    }
}
