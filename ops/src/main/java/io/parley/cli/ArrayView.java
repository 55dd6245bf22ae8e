package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.value.TypeCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verbs that read elements of an array. */
abstract class ArrayView extends ViewCommand<ArrayView.Slice> {
    /** What is printed at once is collected before. */
    private static final int MOST = 1_000_000;

    @Parameters(index = "0", paramLabel = "NAME", description = "An array's name, or that of its file (bids.longs).")
    private String name;

    /** Elements from an index on; the document. */
    record Slice(Path domain, String file, String type, long length, int from, List<Object> elements) {}

    /** From where to before where. */
    record Range(int from, int to) {}

    /** A number below zero is no option. */
    @Spec
    final void setSpec(CommandSpec self) {
        self.parser().unmatchedOptionsArePositionalParams(true);
    }

    /** Which elements the user wants of so many. */
    abstract Range range(ObjectInfo array, int length);

    @Override
    final String schema() {
        return "parley/array/1";
    }

    @Override
    final Slice find(DomainView view) {
        ObjectInfo array = Found.one(view, name, Noun.ARRAY);
        Range range = range(array, (int) array.capacity());
        if (range.to - range.from > MOST) {
            throw CommandFailure.usage(
                            "more than " + MOST + " elements at once: " + array.file() + " length=" + array.capacity())
                    .next("parley array slice --domain " + view.directory() + " " + array.file() + " 0 " + MOST);
        }
        return new Slice(
                view.directory(),
                array.file(),
                TypeCode.of(array.typeCode()).cName(),
                array.capacity(),
                range.from,
                Elements.of(array, range.from, range.to));
    }

    @Override
    final void print(Slice found, Page page) {
        found.elements().forEach(element -> page.line(element.toString()));
    }

    /** The index that one means which counts from the end if it is negative. */
    static int resolve(ObjectInfo array, int index, int length, int last) {
        int resolved = index < 0 ? index + length : index;
        if (resolved < 0 || resolved > last) {
            throw CommandFailure.notFound("no element " + index + " in " + array.file() + ": length=" + length);
        }
        return resolved;
    }
}
