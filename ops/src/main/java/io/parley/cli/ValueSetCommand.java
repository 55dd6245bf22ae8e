package io.parley.cli;

import io.parley.value.TypeCode;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley value set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Sets a number, truth value or text, and says what it was.",
            "In one step, without the object's lock, and wakes those who wait for a change. Does not ask. Logs what it",
            "has done. What is out of range is refused."
        })
final class ValueSetCommand extends ValueChange {
    @Parameters(
            index = "1",
            paramLabel = "VALUE",
            description = "A number (0x for hexadecimal), true or false, or a text.")
    private String value;

    @Override
    UnaryOperator<Object> function(TypeCode type) {
        Object next = Typed.value(type, value);
        return old -> next;
    }

    @Override
    String text() {
        return value;
    }
}
