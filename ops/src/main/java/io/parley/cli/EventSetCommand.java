package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.SharedEvent;
import picocli.CommandLine.Command;

/** {@code parley event set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {"Sets an event: all who wait for it go on.", "Says what it will do, and asks. Logs it."})
final class EventSetCommand extends AskedChange {
    @Override
    Noun noun() {
        return Noun.EVENT;
    }

    @Override
    String step(ObjectInfo object, ObjectSnapshot now) {
        return "set " + object.file();
    }

    @Override
    String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        existing(object, () -> SharedEvent.open(parley, object.name())).set();
        return "set " + object.file();
    }
}
