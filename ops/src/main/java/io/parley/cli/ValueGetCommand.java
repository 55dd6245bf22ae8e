package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley value get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Prints a number, truth value or text. Changes nothing and holds nobody up.")
final class ValueGetCommand extends ViewCommand<ValueGetCommand.Value> {
    @Parameters(index = "0", paramLabel = "NAME", description = "An object's name, or that of its file (count.long).")
    private String name;

    /** The document. */
    record Value(Path domain, String file, String type, Object value) {}

    @Override
    String schema() {
        return "parley/value/1";
    }

    @Override
    Value find(DomainView view) {
        ObjectInfo object = Found.one(view, name, Noun.VALUE);
        ObjectSnapshot snapshot = view.snapshot(object);
        if (snapshot instanceof ObjectSnapshot.Value value) {
            return new Value(view.directory(), object.file(), value.type(), value.value());
        }
        if (snapshot instanceof ObjectSnapshot.Text) {
            return new Value(view.directory(), object.file(), object.kind(), Elements.text(object));
        }
        throw CommandFailure.failed(snapshot.summary()).next(Found.stat(view, object));
    }

    @Override
    void print(Value found, Page page) {
        page.line(found.value().toString());
    }
}
