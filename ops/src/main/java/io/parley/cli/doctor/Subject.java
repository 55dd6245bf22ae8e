package io.parley.cli.doctor;

import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.live.ProcessSlot;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Path;
import java.util.List;

/**
 * Who is examined.
 *
 * @param host the machine, or what a container shows of it
 * @param directory the domain's; without one, where domains that are named lie
 * @param view the domain; null for none
 * @param processes those with places in the domain's process table
 * @param objects what lies in the domain
 */
record Subject(Host host, Path directory, DomainView view, List<ProcessSlot> processes, List<Seen> objects) {
    /** An object of the domain, and what is in it. */
    record Seen(ObjectInfo object, ObjectSnapshot snapshot) {}

    boolean hasDomain() {
        return view != null;
    }

    /** The live processes whose pids mean here what they mean to them. */
    List<ProcessSlot> neighbours() {
        long here = ProcessIdentity.current("").pidNamespace();
        return processes.stream()
                .filter(each -> each.alive() && each.pidNamespace() == here)
                .toList();
    }

    /** The command that looks at an object. */
    String stat(ObjectInfo object) {
        return "parley stat --domain " + directory + " " + object.file();
    }
}
