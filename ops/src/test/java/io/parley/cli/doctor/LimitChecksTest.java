package io.parley.cli.doctor;

import static io.parley.cli.doctor.Finding.Level.NOTICE;
import static io.parley.cli.doctor.Finding.Level.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kernels and containers grant. */
@Timeout(60)
class LimitChecksTest extends FakeHost {
    @ParameterizedTest
    @CsvSource({"10, OK", "51, NOTICE", "91, BAD"})
    void shouldCountMappings(int mapped, Finding.Level level) throws IOException {
        file("proc/sys/vm/max_map_count", "100");
        file("proc/self/maps", "7f00-7f01 r--p\n".repeat(mapped));

        Finding found = only(new MappingsCheck());

        assertThat(found.value()).isEqualTo("this JVM: " + mapped + " of 100");
        assertThat(found.level()).isEqualTo(level);
    }

    @Test
    void shouldKnowWhatAContainerMayUse() throws IOException {
        file("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-2,5");
        assertThat(only(new ProcessorsCheck()).value()).isEqualTo("4, no quota");

        file("proc/self/cgroup", "0::/box");
        file("sys/fs/cgroup/box/cpu.max", "max 100000");
        assertThat(only(new ProcessorsCheck()).level()).isEqualTo(OK);

        file("sys/fs/cgroup/box/cpu.max", "150000 100000");
        assertThat(only(new ProcessorsCheck()).value()).isEqualTo("4, of which this container may use 1.50");

        file("proc/self/cgroup", "3:cpu,cpuacct:/gone\n0::/");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertThat(only(new ProcessorsCheck()).level()).isEqualTo(OK);

        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000");
        assertThat(only(new ProcessorsCheck()).value()).endsWith("may use 0.50");
    }

    @Test
    void shouldKnowWhatMemoryAContainerMayUse() throws IOException {
        file("proc/meminfo", "MemTotal:       1048576 kB");
        Host host = new Host(root);
        assertThat(MemoryLimitCheck.judge(host, 1L << 40).value()).isEqualTo("1.0 GiB, no limit for this container");

        file("proc/self/cgroup", "0::/");
        file("sys/fs/cgroup/memory.max", "max");
        assertThat(MemoryLimitCheck.judge(host, 1L << 40).level()).isEqualTo(OK);

        file("sys/fs/cgroup/memory.max", Long.toString(256L << 20));
        assertThat(MemoryLimitCheck.judge(host, 64L << 20).level()).isEqualTo(OK);
        assertThat(MemoryLimitCheck.judge(host, 512L << 20).level()).isEqualTo(NOTICE);
    }

    @Test
    void shouldJudgeClockAndKernel() throws IOException {
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc");
        file("proc/sys/kernel/osrelease", "6.1.0-18-amd64");
        assertThat(only(new ClockCheck()).level()).isEqualTo(OK);
        assertThat(only(new KernelCheck()).level()).isEqualTo(OK);

        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet");
        file("proc/sys/kernel/osrelease", "5.15.0");
        assertThat(only(new ClockCheck()).level()).isEqualTo(NOTICE);
        assertThat(only(new KernelCheck()).level()).isEqualTo(NOTICE);
    }
}
