package io.parley.cli.doctor;

import io.parley.internal.domain.DomainGlance;
import io.parley.internal.live.ProcessSlot;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.nio.file.Path;
import java.util.List;

/** All checks, one after the other. */
public final class Examination {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final List<Check> CHECKS = List.of(
            new MountCheck(),
            new SpaceCheck(),
            new SharedMemoryCheck(),
            new MemoryLimitCheck(),
            new HugePagesCheck(),
            new MappingsCheck(),
            new ProcessorsCheck(),
            new ClockCheck(),
            new KernelCheck(),
            new JavaCheck(),
            new PermissionsCheck(),
            new ProcessesCheck(),
            new ObjectsCheck(),
            new LocksCheck(),
            new SubscribersCheck());

    private Examination() {}

    /** Of a host, without a domain. */
    public static List<Finding> of(Host host) {
        return run(new Subject(host, SHARED_MEMORY, null, List.of(), List.of()));
    }

    /** Of a domain and its host. */
    public static List<Finding> of(Host host, DomainView view) {
        List<ProcessSlot> processes;
        try (DomainGlance domain = new DomainGlance(view.directory())) {
            processes = domain.processes();
        }
        List<Subject.Seen> objects = view.objects().stream()
                .filter(each -> each.state() != ObjectInfo.State.DELETED)
                .map(each -> new Subject.Seen(each, view.snapshot(each)))
                .toList();
        return run(new Subject(host, view.directory(), view, processes, objects));
    }

    private static List<Finding> run(Subject subject) {
        return CHECKS.stream().flatMap(check -> check.look(subject).stream()).toList();
    }
}
