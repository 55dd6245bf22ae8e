package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.SharedEvent;
import picocli.CommandLine.Command;

/** {@code parley event clear}. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        description = {
            "Clears an event: who comes from now on waits for it.",
            "Says what it will do, and asks. Logs it."
        })
final class EventClearCommand extends AskedChange {
    @Override
    Noun noun() {
        return Noun.EVENT;
    }

    @Override
    String step(ObjectInfo object, ObjectSnapshot now) {
        return "clear " + object.file();
    }

    @Override
    String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        existing(object, () -> SharedEvent.open(parley, object.name())).clear();
        return "cleared " + object.file();
    }
}
