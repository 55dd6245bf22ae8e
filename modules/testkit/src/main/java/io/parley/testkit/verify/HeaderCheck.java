package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.Measure;
import java.util.Set;

/** The header that every object file begins with; {@code docs/spec/object-file.md}. */
final class HeaderCheck {
    /** In a directory of their own, which bears the name; they are all called the same. */
    private static final Set<ObjectKind> OWN_NAMES =
            Set.of(ObjectKind.QUEUE, ObjectKind.MAP, ObjectKind.SET, ObjectKind.LIST, ObjectKind.NAMESPACE);

    private static final int AFTER_CHECKSUM = 68;
    private static final int AFTER_RECORDING = ObjectHeader.RECORDING + 4;

    private HeaderCheck() {}

    /** Whether the body can be looked at. */
    static boolean check(ObjectImage object, ObjectKind kind) {
        ObjectHeader.Fields header = object.header();
        object.requireBetween("layout version", header.version(), 1, ObjectHeader.VERSION);
        if (!object.hasIntactHeader()) {
            object.finding("header does not match its checksum");
            return false;
        }
        if (kind == null) {
            object.finding("unknown kind: " + header.kind());
            return false;
        }
        String name = object.path().getFileName().toString();
        if (!name.endsWith("." + kind.suffix()) && !OWN_NAMES.contains(kind)) {
            object.finding("name does not fit the kind: found=" + name + ", expected=*." + kind.suffix());
        }
        if (header.generation() == 0) {
            object.finding("generation is 0");
        }
        object.requireBetween("capacity", header.capacity(), 0, Long.MAX_VALUE);
        int state = object.getInt(ObjectHeader.STATE);
        if (state == ObjectHeader.DELETED) {
            object.finding("deleted, and its name is still there");
        } else if (state != ObjectHeader.READY) {
            object.finding("unknown state: " + state);
        }
        object.requireZero(AFTER_CHECKSUM, ObjectHeader.STATE);
        int recording = object.getInt(ObjectHeader.RECORDING);
        if (recording != 0 && Measure.of(kind).isEmpty()) {
            object.finding("records latencies that it does not have: " + recording);
        } else if (recording == ObjectHeader.RECORDED) {
            object.finding("records latencies, and was never switched on");
        }
        object.requireZero(AFTER_RECORDING, ObjectHeader.LENGTH);
        if (header.length() < ObjectHeader.LENGTH || header.length() > object.size()) {
            object.finding("length is not that of the file: header=" + header.length() + ", file=" + object.size());
            return false;
        }
        return true;
    }
}
