package io.parley.cli;

import io.parley.value.TypeCode;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley value add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Adds to a number, and says what it was.",
            "In one step, without the object's lock, and wakes those who wait for a change. Does not ask. Logs what it",
            "has done. If the sum is out of range, nothing is changed."
        })
final class ValueAddCommand extends ValueChange {
    @Parameters(index = "1", paramLabel = "N", description = "The number to add.")
    private String number;

    @Override
    UnaryOperator<Object> function(TypeCode type) {
        return Typed.adding(type, number);
    }

    @Override
    String text() {
        throw CommandFailure.usage("nothing can be added to a text; parley value set sets it");
    }
}
