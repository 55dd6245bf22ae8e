package io.parley.cli;

import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.util.List;

/** The objects that users name. */
final class Found {
    private Found() {}

    /** All objects of that name, or the one whose file is called so. */
    static List<ObjectInfo> all(DomainView view, String name) {
        List<ObjectInfo> found = view.find(name);
        if (found.isEmpty()) {
            throw CommandFailure.notFound("no object " + name + " in " + view.directory())
                    .next("parley ls " + view.directory());
        }
        return found;
    }

    /** The only object of that name. */
    static ObjectInfo one(DomainView view, String name) {
        List<ObjectInfo> found = all(view, name);
        if (found.size() > 1) {
            throw CommandFailure.failed("several of that name: "
                    + found.stream().map(ObjectInfo::file).toList() + ". Name the file");
        }
        return found.get(0);
    }
}
