package io.parley.cli.doctor;

import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a domain: damaged, foreign, newer or half-built ones, and of which layouts the others are. */
final class ObjectsCheck implements Check {
    private static final String NAME = "objects";

    @Override
    public List<Finding> look(Subject subject) {
        if (!subject.hasDomain()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        Map<Integer, Integer> layouts = new TreeMap<>();
        for (Subject.Seen each : subject.objects()) {
            if (each.object().layoutVersion() != 0) {
                layouts.merge(each.object().layoutVersion(), 1, Integer::sum);
            }
            Finding finding = judge(subject, each);
            if (finding != null) {
                found.add(finding);
            }
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(
                    NAME, subject.objects().size() + ", all as they should be", "what is damaged is not used"));
        }
        found.add(Finding.ok(
                "layouts",
                layouts.toString().replaceAll("[{}]", "").replace("=", ": "),
                "versions of the file format, and how many objects have them; newer ones need a newer Parley"));
        return found;
    }

    /** Null if it is as it should be. */
    private static Finding judge(Subject subject, Subject.Seen seen) {
        ObjectInfo object = seen.object();
        return switch (object.state()) {
            case READY ->
                seen.snapshot() instanceof ObjectSnapshot.Unreadable unreadable && Files.exists(object.path())
                        ? bad(object, unreadable.problem(), "it cannot be looked into", subject.stat(object))
                        : null;
            case DELETED -> null;
            case UNFINISHED ->
                subject.view().creator(object).map(creator -> creator.alive()).orElse(true)
                        ? null
                        : Finding.notice(
                                NAME,
                                object.file() + ": left half-built by a process that died",
                                "it takes room and nothing else",
                                "parley reap " + subject.directory());
            case FOREIGN ->
                bad(object, object.problem(), "an object of that name cannot be created", "mv " + object.path() + " ~");
            case NEWER ->
                bad(
                        object,
                        object.problem(),
                        "this version of Parley cannot use it",
                        "parley --version, and upgrade it");
            case DAMAGED -> bad(object, object.problem(), "nobody can open it any more", subject.stat(object));
            case UNREADABLE ->
                bad(object, object.problem(), "this user cannot use it", "ls -l " + object.path() + "; id");
        };
    }

    private static Finding bad(ObjectInfo object, String problem, String why, String fix) {
        return Finding.bad(NAME, object.file() + ": " + problem, why, fix);
    }
}
