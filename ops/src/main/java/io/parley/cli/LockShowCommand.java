package io.parley.cli;

import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley lock show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Says who holds a lock, who waits for it, and what can be done.",
            "Also of the lock inside of another object, if no lock has that name. Changes nothing and holds nobody up.",
            "Exit code 3 if the lock will not come right by itself."
        })
final class LockShowCommand extends ShowCommand {
    @Override
    Noun noun() {
        return Noun.LOCK;
    }

    @Override
    ObjectInfo object(DomainView view, String named) {
        List<ObjectInfo> all = Found.all(view, named);
        boolean inside = all.stream().noneMatch(Noun.LOCK::fits)
                && all.size() == 1
                && view.snapshot(all.get(0)).lockInside().isPresent();
        return inside ? all.get(0) : super.object(view, named);
    }

    @Override
    ObjectSnapshot shown(ObjectSnapshot snapshot) {
        boolean whole = snapshot instanceof ObjectSnapshot.ReadWriteLock;
        return whole
                ? snapshot
                : snapshot.lockInside().<ObjectSnapshot>map(lock -> lock).orElse(snapshot);
    }
}
