package io.parley.cli.doctor;

import java.util.List;
import java.util.Optional;

/** How much memory the container may use, tmpfs included. */
final class MemoryLimitCheck implements Check {
    private static final String NAME = "memory";
    private static final String WHY = "what is written to tmpfs counts as memory of the container that wrote it first;"
            + " at the limit the kernel kills";
    private static final int KIB = 1024;

    @Override
    public List<Finding> look(Subject subject) {
        long room = subject.host()
                .mount(subject.directory())
                .filter(Mount::isMemory)
                .map(mount -> subject.directory().toFile().getTotalSpace())
                .orElse(0L);
        return List.of(judge(subject.host(), room));
    }

    static Finding judge(Host host, long room) {
        long memory = host.entry("proc/meminfo", "MemTotal")
                .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) * KIB)
                .orElse(0L);
        Optional<Long> limit = host.controlGroup("memory", "memory.max", "memory.limit_in_bytes")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .filter(bytes -> memory == 0 || bytes < memory);
        if (limit.isEmpty()) {
            return Finding.ok(NAME, Sizes.text(memory) + ", no limit for this container", WHY);
        }
        String value = "this container may use " + Sizes.text(limit.get());
        return room > limit.get()
                ? Finding.notice(
                        NAME,
                        value + ", tmpfs may take " + Sizes.text(room),
                        WHY,
                        "make the tmpfs smaller (docker run --shm-size) or the limit larger (docker run --memory)")
                : Finding.ok(NAME, value, WHY);
    }
}
