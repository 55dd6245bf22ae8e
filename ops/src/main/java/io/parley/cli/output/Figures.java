package io.parley.cli.output;

import java.io.PrintWriter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Any record as figures with names: one below the other, for people, or by path, to compare. */
public final class Figures {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String STEP = "  ";
    private static final String NANOSECONDS = "Ns";
    /** Numbers that nobody adds up. */
    private static final Set<String> IDENTIFIERS = Set.of("pid", "threadId", "slot", "token", "sequence", "index");

    private Figures() {}

    /** Every figure by its path: {@code writer.holder.pid}, {@code readers[0].count}. */
    public static Map<String, String> byPath(Record record) {
        Map<String, String> figures = new LinkedHashMap<>();
        members(record).forEach((name, value) -> flatten(name, value, figures));
        return figures;
    }

    private static void flatten(String path, Object value, Map<String, String> figures) {
        Map<String, Object> inside = inside(value);
        if (inside == null) {
            figures.put(path, text(path.substring(path.lastIndexOf('.') + 1), value));
        } else {
            inside.forEach((name, each) ->
                    flatten(path + (value instanceof Collection ? "[" + name + "]" : "." + name), each, figures));
        }
    }

    /** What a value consists of; null if it is a figure. An empty list is one. */
    private static Map<String, Object> inside(Object value) {
        if (value instanceof Record record) {
            return members(record);
        }
        Map<String, Object> inside = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, each) -> inside.put(name.toString(), each));
            return inside;
        }
        if (value instanceof Collection<?> many && !many.isEmpty()) {
            for (Object each : many) {
                inside.put(Integer.toString(inside.size()), each);
            }
            return inside;
        }
        return null;
    }

    private static Map<String, Object> members(Record record) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Components.value(record, component);
            members.put(component.getName(), value instanceof Optional<?> optional ? optional.orElse(null) : value);
        }
        return members;
    }

    /** Prints every figure with its name, what belongs together below its name. */
    public static void print(Record record, PrintWriter out, Terminal terminal, int columns) {
        print(members(record), "", out, terminal, columns);
    }

    private static void print(
            Map<String, Object> members, String indent, PrintWriter out, Terminal terminal, int columns) {
        int width = members.keySet().stream()
                .mapToInt(name -> words(name).length())
                .max()
                .orElse(0);
        members.forEach((name, value) -> {
            String label = indent + terminal.paint(Style.HEADING, words(name));
            Map<String, Object> inside = inside(value);
            if (inside == null || isPlainList(value)) {
                String unit = name.endsWith(NANOSECONDS) ? " ns" : "";
                out.println(label + " ".repeat(width - words(name).length()) + STEP + text(name, value) + unit);
            } else if (value instanceof Collection<?> many) {
                out.println(label);
                rows(many, indent + STEP, out, terminal, columns);
            } else {
                out.println(label);
                print(inside, indent + STEP, out, terminal, columns);
            }
        });
    }

    private static boolean isPlainList(Object value) {
        return value instanceof Collection<?> many && many.stream().allMatch(each -> inside(each) == null);
    }

    /** Records or maps of one sort, a row each. */
    private static void rows(Collection<?> many, String indent, PrintWriter out, Terminal terminal, int columns) {
        List<String> names = new ArrayList<>(inside(many.iterator().next()).keySet());
        Table table = new Table(indented(names, indent, name -> words(name).toUpperCase(Locale.ROOT)));
        for (Object each : many) {
            Map<String, Object> cells = inside(each);
            table.row((Object[]) indented(names, indent, name -> text(name, cells.get(name))));
        }
        table.print(out, terminal, columns);
    }

    private static String[] indented(List<String> names, String indent, UnaryOperator<String> cell) {
        String[] cells = names.stream().map(cell).toArray(String[]::new);
        cells[0] = indent + cells[0];
        return cells;
    }

    /** {@code usedBytes} is {@code used bytes}; the unit ns stands behind the number. */
    private static String words(String name) {
        String stem = name.endsWith(NANOSECONDS) ? name.substring(0, name.length() - NANOSECONDS.length()) : name;
        return stem.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String text(String name, Object value) {
        return IDENTIFIERS.contains(name) && value instanceof Number ? value.toString() : text(value);
    }

    /** A figure for people. */
    public static String text(Object value) {
        if (value == null || value instanceof Collection<?> none && none.isEmpty()) {
            return "-";
        }
        if (value instanceof Instant time) {
            return TIME.format(time);
        }
        if (value instanceof Duration duration) {
            return duration.isZero() ? "-" : duration.toString();
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(Figures::text).collect(Collectors.joining(" "));
        }
        String text = Table.text(value);
        return text.isEmpty() ? "-" : text;
    }
}
