package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley tree}. */
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the objects of a domain as a tree.",
            "Names are cut at their dots, so that eu.orders and eu.fills stand below eu. Changes nothing and holds nobody up."
        })
final class TreeCommand extends ViewCommand<TreeCommand.Tree> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    /** The document. */
    record Tree(Path domain, List<Node> tree) {}

    /** A part of names, the objects whose names end with it, and what their names go on with. */
    record Node(String name, List<Leaf> objects, List<Node> below) {}

    /** An object. */
    record Leaf(String kind, String file, ObjectInfo.State state, String summary) {}

    @Override
    String argument() {
        return argument;
    }

    @Override
    String schema() {
        return "parley/tree/1";
    }

    @Override
    Tree find(DomainView view) {
        List<ObjectInfo> objects =
                view.objects().stream().filter(each -> !each.isBookkeeping()).toList();
        return new Tree(view.directory(), nodes(view, objects, 0));
    }

    /** The nodes below what all these objects' names begin with, which has {@code length} characters. */
    private static List<Node> nodes(DomainView view, List<ObjectInfo> objects, int length) {
        Map<String, List<ObjectInfo>> parts = new TreeMap<>();
        for (ObjectInfo each : objects) {
            int dot = each.kind().isEmpty() ? -1 : each.name().indexOf('.', length);
            String part = each.name().substring(length, dot < 0 ? each.name().length() : dot);
            parts.computeIfAbsent(part, any -> new ArrayList<>()).add(each);
        }
        List<Node> nodes = new ArrayList<>();
        parts.forEach((part, named) -> {
            int end = length + part.length();
            nodes.add(new Node(
                    part,
                    named.stream()
                            .filter(each -> each.name().length() == end)
                            .sorted(Comparator.comparing(ObjectInfo::file))
                            .map(each -> leaf(view, each))
                            .toList(),
                    nodes(
                            view,
                            named.stream()
                                    .filter(each -> each.name().length() > end)
                                    .toList(),
                            end + 1)));
        });
        return nodes;
    }

    private static Leaf leaf(DomainView view, ObjectInfo object) {
        return new Leaf(
                object.kind(),
                object.file(),
                object.state(),
                view.snapshot(object).summary());
    }

    @Override
    void print(Tree found, Page page) {
        Table table = new Table("NAME", "KIND", "*STATE");
        found.tree().forEach(node -> add(node, "", table));
        page.table(table);
    }

    private static void add(Node node, String indent, Table table) {
        if (node.objects().isEmpty()) {
            table.row(indent + node.name(), "", "");
        }
        for (Leaf each : node.objects()) {
            table.row(
                    each.state() == ObjectInfo.State.READY ? Style.PLAIN : Style.BAD,
                    indent + node.name(),
                    each.kind().isEmpty() ? "?" : each.kind(),
                    each.summary());
        }
        node.below().forEach(below -> add(below, indent + "  ", table));
    }
}
