package io.parley.cli;

import io.parley.ProcessInfo;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.util.Optional;

/**
 * Everything about one object, as {@code parley stat} prints it.
 *
 * @param type which record the snapshot is: its members depend on that
 */
record ObjectReport(ObjectInfo object, Optional<ProcessInfo> creator, String type, ObjectSnapshot snapshot) {
    static ObjectReport of(DomainView view, ObjectInfo object) {
        ObjectSnapshot snapshot = view.snapshot(object);
        return new ObjectReport(object, view.creator(object), type(snapshot.getClass()), snapshot);
    }

    /** The name of a snapshot's record, such as {@code readWriteLock}. */
    static String type(Class<?> snapshot) {
        String name = snapshot.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    boolean isInOrder() {
        return !(snapshot instanceof ObjectSnapshot.Unreadable);
    }
}
