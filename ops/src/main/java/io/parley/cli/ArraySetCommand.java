package io.parley.cli;

import io.parley.Parley;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import io.parley.value.SharedArray;
import io.parley.value.TypeCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley array set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Sets an element of an array of numbers, and says what it was.",
            "In one step, without the array's lock, and wakes those who wait for a change. Does not ask. Logs what it",
            "has done. What is out of range is refused. Exit code 4 if there is no such element."
        })
final class ArraySetCommand extends ChangeCommand {
    @Parameters(index = "1", paramLabel = "INDEX", description = "From 0; negative from the end.")
    private int index;

    @Parameters(index = "2", paramLabel = "VALUE", description = "A number; 0x for hexadecimal.")
    private String value;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Override
    Noun noun() {
        return Noun.ARRAY;
    }

    @Override
    boolean allows(ObjectInfo object, ObjectSnapshot now, PrintWriter out) {
        int at = resolved(object);
        Object next = Typed.value(TypeCode.of(object.typeCode()), value);
        if (dryRun) {
            Object old = Elements.of(object, at, at + 1).get(0);
            out.println("would change " + line(object, old, next));
        }
        return !dryRun;
    }

    @Override
    String change(Parley parley, ObjectInfo object, ObjectSnapshot seen) {
        ObjectSnapshot.Array array = (ObjectSnapshot.Array) seen;
        SharedArray opened = existing(
                object,
                () -> SharedArray.open(
                        parley,
                        object.name(),
                        object.typeCode(),
                        object.capacity(),
                        ValueChange.options(array.lock(), array.lockName())));
        Cells.Change change = Cells.set(opened, resolved(object), Typed.value(opened.typeCode(), value));
        return line(object, change.before(), change.after());
    }

    private int resolved(ObjectInfo object) {
        int length = (int) object.capacity();
        return ArrayView.resolve(object, index, length, length - 1);
    }

    private String line(ObjectInfo object, Object before, Object after) {
        return object.file() + "[" + resolved(object) + "]: " + before + " -> " + after;
    }
}
