package io.parley.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON Schema of what {@code Json} makes of a record. */
final class SchemaWriter {
    /** Components that may be null and are no {@code Optional}. */
    private static final Set<String> NULLABLE = Set.of("ChildInfo.endedAt");

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);
    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final Set<Class<?>> named = new HashSet<>();

    static String schema(String name, Class<? extends Record> document) throws IOException {
        return new SchemaWriter().write(name, document);
    }

    private String write(String name, Class<? extends Record> document) throws IOException {
        json.setIndent("  ");
        json.beginObject();
        json.name("$schema").value("https://json-schema.org/draft/2020-12/schema");
        json.name("title").value(name);
        json.name("type").value("object");
        json.name("properties").beginObject();
        json.name("schema").beginObject().name("const").value(name).endObject();
        properties(document);
        json.endObject();
        json.name("required").beginArray().value("schema");
        required(document);
        json.endArray();
        json.name("$defs").beginObject();
        while (!open.isEmpty()) {
            Class<?> next = open.removeFirst();
            json.name(next.getSimpleName()).beginObject();
            define(next);
            json.endObject();
        }
        json.endObject();
        json.endObject();
        return text + "\n";
    }

    private void define(Class<?> type) throws IOException {
        if (type.isSealed()) {
            json.name("anyOf").beginArray();
            for (Class<?> each : permitted(type)) {
                json.beginObject();
                reference(each);
                json.endObject();
            }
            json.endArray();
            return;
        }
        json.name("type").value("object");
        json.name("properties").beginObject();
        properties(type);
        json.endObject();
        json.name("required").beginArray();
        required(type);
        json.endArray();
        kinds(type);
    }

    /** Which record a snapshot is, follows from its neighbour {@code type}. */
    private void kinds(Class<?> type) throws IOException {
        for (RecordComponent each : type.getRecordComponents()) {
            if (each.getType().isSealed()) {
                json.name("anyOf").beginArray();
                for (Class<?> kind : permitted(each.getType())) {
                    json.beginObject().name("properties").beginObject();
                    json.name("type").beginObject().name("const").value(ObjectReport.type(kind));
                    json.endObject();
                    json.name(each.getName()).beginObject();
                    reference(kind);
                    json.endObject().endObject().endObject();
                }
                json.endArray();
            }
        }
    }

    /** By name: in which order a compiler writes them down depends on the JDK. */
    private static List<Class<?>> permitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .toList();
    }

    private void properties(Class<?> type) throws IOException {
        for (RecordComponent each : type.getRecordComponents()) {
            json.name(each.getName()).beginObject();
            boolean nullable = NULLABLE.contains(type.getSimpleName() + "." + each.getName());
            value(nullable ? Optional.of(each.getGenericType()) : Optional.empty(), each.getGenericType());
            json.endObject();
        }
    }

    private void required(Class<?> type) throws IOException {
        for (RecordComponent each : type.getRecordComponents()) {
            json.value(each.getName());
        }
    }

    private void value(Optional<Type> orNull, Type type) throws IOException {
        if (orNull.isPresent()) {
            json.name("anyOf").beginArray().beginObject();
            value(orNull.get());
            json.endObject()
                    .beginObject()
                    .name("type")
                    .value("null")
                    .endObject()
                    .endArray();
        } else {
            value(type);
        }
    }

    private void value(Type type) throws IOException {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        List<Type> arguments =
                type instanceof ParameterizedType generic ? Arrays.asList(generic.getActualTypeArguments()) : List.of();
        if (raw == Optional.class) {
            value(Optional.of(arguments.get(0)), null);
        } else if (Collection.class.isAssignableFrom(raw)) {
            json.name("type").value("array").name("items").beginObject();
            value(arguments.get(0));
            json.endObject();
        } else if (raw == Map.class) {
            json.name("type").value("object").name("additionalProperties").beginObject();
            value(arguments.get(1));
            json.endObject();
        } else if (raw.isEnum()) {
            json.name("enum").beginArray();
            for (Object each : raw.getEnumConstants()) {
                json.value(((Enum<?>) each).name().toLowerCase(Locale.ROOT));
            }
            json.endArray();
        } else if (raw.isRecord() || raw.isSealed()) {
            reference(raw);
        } else if (raw != Object.class) {
            simple(raw);
        }
    }

    private void reference(Class<?> type) throws IOException {
        if (named.add(type)) {
            open.add(type);
        }
        json.name("$ref").value("#/$defs/" + type.getSimpleName());
    }

    private void simple(Class<?> type) throws IOException {
        if (type == String.class || type == Path.class) {
            json.name("type").value("string");
        } else if (type == Instant.class) {
            json.name("type").value("string").name("format").value("date-time");
        } else if (type == Duration.class) {
            json.name("type").value("string").name("format").value("duration");
        } else if (type == boolean.class) {
            json.name("type").value("boolean");
        } else if (type == double.class || type == Double.class) {
            json.name("type").value("number");
        } else if (type == int.class || type == long.class || type == Long.class || type == Integer.class) {
            json.name("type").value("integer");
        } else {
            throw new IllegalArgumentException("no JSON for " + type + ". Say in Json and here what it is");
        }
    }
}
