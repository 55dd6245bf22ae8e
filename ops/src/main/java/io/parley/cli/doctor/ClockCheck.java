package io.parley.cli.doctor;

import java.util.List;
import java.util.Set;

/** What the kernel reads the time from. */
final class ClockCheck implements Check {
    private static final String FOLDER = "sys/devices/system/clocksource/clocksource0/";
    /** Read without a system call. */
    private static final Set<String> FAST =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter", "riscv_clocksource");

    @Override
    public List<Finding> look(Subject subject) {
        String clock = subject.host().text(FOLDER + "current_clocksource").orElse("");
        if (clock.isEmpty()) {
            return List.of();
        }
        String why = "every wait with a time limit and every recorded latency reads the clock";
        return List.of(
                FAST.contains(clock)
                        ? Finding.ok("clock", clock, why)
                        : Finding.notice(
                                "clock",
                                clock + ", available: "
                                        + subject.host()
                                                .text(FOLDER + "available_clocksource")
                                                .orElse("?"),
                                why + "; this one takes a system call or a slow device",
                                "echo tsc > /" + FOLDER + "current_clocksource"));
    }
}
