package io.parley.cli;

import io.parley.Parley;
import io.parley.internal.memory.Utf8;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.value.SharedText;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;
import io.parley.value.ValueOptions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Changes a value in one step, and says what it was and what it is. Asks nothing. */
abstract class ValueChange extends ChangeCommand {
    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Override
    final Noun noun() {
        return Noun.VALUE;
    }

    /** What makes the new value of an old one. */
    abstract UnaryOperator<Object> function(TypeCode type);

    /** What a text becomes. */
    abstract String text();

    @Override
    final boolean allows(ObjectInfo object, ObjectSnapshot now, PrintWriter out) {
        if (now instanceof ObjectSnapshot.Value value) {
            Object next = function(TypeCode.of(object.typeCode())).apply(value.value());
            if (dryRun) {
                out.println("would change " + line(object, value.value(), next));
            }
        } else {
            String next = text();
            Utf8.requireFits(next, (int) object.capacity(), object.file());
            if (dryRun) {
                out.println("would change " + line(object, Elements.text(object), next));
            }
        }
        return !dryRun;
    }

    @Override
    final String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        if (seen instanceof ObjectSnapshot.Value value) {
            ValueOptions options = options(value.lock(), value.lockName());
            SharedValue opened =
                    existing(object, () -> SharedValue.open(parley, object.name(), object.typeCode(), null, options));
            Cells.Change change = Cells.update(opened, function(opened.typeCode()));
            return line(object, change.before(), change.after());
        }
        SharedText opened = existing(object, () -> SharedText.open(parley, object.name(), (int) object.capacity(), ""));
        String next = text();
        return line(object, opened.getAndSet(next), next);
    }

    /** How the object was created: it is opened with the same. */
    static ValueOptions options(Optional<ObjectSnapshot.Lock> lock, String lockName) {
        ValueOptions defaults = ValueOptions.defaults();
        if (lock.isPresent()) {
            return defaults;
        }
        return lockName.isEmpty() ? defaults.withoutLock() : defaults.lockedBy(lockName);
    }

    private static String line(ObjectInfo object, Object before, Object after) {
        return object.file() + ": " + before + " -> " + after;
    }
}
