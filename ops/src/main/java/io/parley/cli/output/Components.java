package io.parley.cli.output;

import java.lang.reflect.RecordComponent;

/** What records consist of, also those of other packages' classes. */
final class Components {
    private Components() {}

    static Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
        }
    }
}
