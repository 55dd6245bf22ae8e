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
        return only(all(view, name));
    }

    /** The only object of that name that a noun is about; it can be used. Others may have the same name. */
    static ObjectInfo one(DomainView view, String name, Noun noun) {
        List<ObjectInfo> all = all(view, name);
        List<ObjectInfo> fitting = all.stream().filter(noun::fits).toList();
        ObjectInfo object = fitting.isEmpty() ? all.get(0) : only(fitting);
        if (object.state() != ObjectInfo.State.READY) {
            throw CommandFailure.failed(object.problem()).next(stat(view, object));
        }
        if (fitting.isEmpty()) {
            throw CommandFailure.failed("no " + noun + " but: " + object.path() + " kind=" + object.kind())
                    .next(stat(view, object));
        }
        return object;
    }

    /** The only one of several. */
    static ObjectInfo only(List<ObjectInfo> found) {
        if (found.size() > 1) {
            throw CommandFailure.failed("several of that name: "
                    + found.stream().map(ObjectInfo::file).toList() + ". Name the file");
        }
        return found.get(0);
    }

    /** That an object which was found before is still there, and no other one in its place. */
    static void requireThere(DomainView view, ObjectInfo object) {
        boolean there = view.find(object.file()).stream()
                .anyMatch(each -> each.generation().equals(object.generation()));
        if (!there) {
            throw gone(view, object);
        }
    }

    /** What to say of an object that is not there any more. */
    static CommandFailure gone(DomainView view, ObjectInfo object) {
        return CommandFailure.notFound(object.file() + " is gone").next("parley ls " + view.directory());
    }

    /** The command that says everything about an object. */
    static String stat(DomainView view, ObjectInfo object) {
        return "parley stat --domain " + view.directory() + " " + object.file();
    }
}
