package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.SharedBarrier;
import picocli.CommandLine.Command;

/** {@code parley barrier reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Breaks a barrier for those who wait, and makes it usable again for those who come.",
            "Says what it will do, and asks. Who waits gets a BrokenBarrierException. Logs it."
        })
final class BarrierResetCommand extends AskedChange {
    @Override
    Noun noun() {
        return Noun.BARRIER;
    }

    @Override
    String step(ObjectInfo object, ObjectSnapshot now) {
        return "reset " + object.file();
    }

    @Override
    String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        int parties = ((ObjectSnapshot.Barrier) seen).parties();
        existing(object, () -> SharedBarrier.open(parley, object.name(), parties, null, null))
                .reset();
        return "reset " + object.file();
    }
}
