package io.parley.cli;

import io.parley.ChildInfo;
import io.parley.cli.bundle.FileList;
import io.parley.cli.bundle.Versions;
import io.parley.cli.bundle.Withheld;
import io.parley.cli.output.Json;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of a bundle: the documents that other verbs print as JSON, and lists. Values are withheld. */
final class BundleReport {
    private static final String README = """
            From "parley bundle", for a bug report. Nothing in here was read from messages, entries of maps, values of
            numbers, texts and structs, or logs. Names are in here: of objects, fields, codecs, processes, threads,
            files, users and this host's directories.

            versions.json  Parley, the JVM that made this, its flags
            doctor.json    as parley doctor --json
            host.txt       kernel, memory, load
            domain.json    the domain as a whole
            ls.json        as parley ls --all --json, values withheld
            stat.json      as parley stat --json of every object: headers and counters, values withheld
            ps.json        as parley ps --json, messages of exceptions withheld
            files.txt      rights, owner, length, time and name of each file
            """;

    private BundleReport() {}

    /** What there is without a domain, and what the doctor found. */
    static void ofHost(DoctorCommand.Report doctor, Map<String, String> files) {
        files.put("README.txt", README);
        files.put("versions.json", json("parley/versions/1", Versions.current(RootCommand.Version.text())));
        files.put("host.txt", FileList.ofHost());
        files.put("doctor.json", json("parley/doctor/1", doctor));
    }

    /** What there is of a domain. */
    static void of(DomainView view, Map<String, String> files) {
        files.put("domain.json", json("parley/domains/1", new LsCommand.DomainList(List.of(view.summary()))));
        List<LsCommand.Line> lines = new ArrayList<>();
        List<ObjectReport> reports = new ArrayList<>();
        for (ObjectInfo object : view.objects()) {
            ObjectSnapshot snapshot = Withheld.from(view.snapshot(object));
            lines.add(line(object, snapshot));
            reports.add(
                    new ObjectReport(object, view.creator(object), ObjectReport.type(snapshot.getClass()), snapshot));
        }
        files.put("ls.json", json("parley/ls/1", new LsCommand.Listing(view.directory(), lines)));
        files.put("stat.json", json("parley/stat/1", new StatCommand.Report(view.directory(), reports)));
        List<ChildInfo> children = view.children().stream().map(Withheld::from).toList();
        files.put(
                "ps.json", json("parley/ps/1", new PsCommand.Processes(view.directory(), view.processes(), children)));
        files.put("files.txt", FileList.below(view.directory()));
    }

    private static LsCommand.Line line(ObjectInfo object, ObjectSnapshot snapshot) {
        return new LsCommand.Line(
                object.name(),
                object.kind(),
                object.file(),
                object.state(),
                object.problem(),
                object.bytes(),
                object.createdAt(),
                object.recording(),
                snapshot.summary());
    }

    private static String json(String schema, Record document) {
        StringWriter text = new StringWriter();
        Json.print(schema, document, new PrintWriter(text), true);
        return text.toString();
    }
}
