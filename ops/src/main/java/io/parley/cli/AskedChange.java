package io.parley.cli;

import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A change that other processes notice: asks first. */
abstract class AskedChange extends ChangeCommand {
    @Mixin
    private Confirmation confirmation;

    /** What is about to be done, as {@code set start.event}. */
    abstract String step(ObjectInfo object, ObjectSnapshot now);

    @Override
    final boolean allows(ObjectInfo object, ObjectSnapshot now, PrintWriter out) {
        return confirmation.allows(List.of(step(object, now) + "; it is: " + now.summary()), out);
    }
}
