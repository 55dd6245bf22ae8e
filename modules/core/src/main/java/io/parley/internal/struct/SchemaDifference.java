package io.parley.internal.struct;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says in which field two schemas differ; offsets follow from the fields and are left out. */
final class SchemaDifference {
    private SchemaDifference() {}

    static String first(String found, String expected) {
        Map<String, String> there = types(found);
        Map<String, String> here = types(expected);
        for (Map.Entry<String, String> field : here.entrySet()) {
            String other = there.get(field.getKey());
            if (!field.getValue().equals(other)) {
                return describe(field.getKey(), other == null ? "no such field" : other, field.getValue());
            }
        }
        for (Map.Entry<String, String> field : there.entrySet()) {
            if (!here.containsKey(field.getKey())) {
                return describe(field.getKey(), field.getValue(), "no such field");
            }
        }
        return "found={" + found + "}, expected={" + expected + "}";
    }

    private static String describe(String field, String found, String expected) {
        return "field=" + field + ", found=" + found + ", expected=" + expected;
    }

    private static Map<String, String> types(String schema) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String line : schema.split("\n")) {
            String[] parts = line.split(" ", 3);
            types.put(parts.length == 3 ? parts[1] : line, parts.length == 3 ? parts[2] : "");
        }
        return types;
    }
}
