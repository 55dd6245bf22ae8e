package io.parley.cli.output;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records as JSON: a member for each component, in the order of the record. An empty {@code Optional} is null; times
 * and durations are texts as ISO 8601 has them; constants of enums are in lower case.
 */
public final class Json {
    /** The first member of every document. */
    public static final String SCHEMA = "schema";

    private final JsonWriter writer;

    private Json(Writer out, boolean pretty) {
        writer = new JsonWriter(out);
        writer.setIndent(pretty ? "  " : "");
        writer.setSerializeNulls(true);
    }

    /**
     * Prints a record as one document that begins with the name of its schema.
     *
     * @param pretty whether in several lines; otherwise in one
     */
    public static void print(String schema, Record document, PrintWriter out, boolean pretty) {
        try {
            Json json = new Json(out, pretty);
            json.writer.beginObject().name(SCHEMA).value(schema);
            json.components(document);
            json.writer.endObject().flush();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void components(Record record) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            writer.name(component.getName());
            value(Components.value(record, component));
        }
    }

    private void value(Object value) throws IOException {
        if (value == null) {
            writer.nullValue();
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float single && !Float.isFinite(single)) {
            writer.value(value.toString());
        } else if (value instanceof Number number) {
            writer.value(number);
        } else if (value instanceof Boolean truth) {
            writer.value(truth);
        } else if (value instanceof Enum<?> constant) {
            writer.value(constant.name().toLowerCase(Locale.ROOT));
        } else if (value instanceof Collection<?> many) {
            writer.beginArray();
            for (Object each : many) {
                value(each);
            }
            writer.endArray();
        } else if (value instanceof Map<?, ?> map) {
            writer.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.name(entry.getKey().toString());
                value(entry.getValue());
            }
            writer.endObject();
        } else if (value instanceof Record record) {
            writer.beginObject();
            components(record);
            writer.endObject();
        } else {
            writer.value(value.toString());
        }
    }
}
