package io.parley.cli;

import io.parley.cli.bundle.BundleFile;
import io.parley.observe.DomainView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley bundle}. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Collects what a bug report needs in a file: versions, what the doctor found, objects, processes, counters.",
            "It has names of objects, processes, files and users in it. It has no message, no entry of a map, no value, and",
            "no log in it. Only its owner can read it. Changes nothing in the domain; without one: the host and the JVM."
        })
final class BundleCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "FILE",
            description = "The file to create: .tar.gz, .tgz or .zip. Never replaces one.")
    private Path into;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            if (!BundleFile.isOne(into)) {
                throw CommandFailure.usage("'" + into + "' ends in none of .tar.gz, .tgz and .zip");
            }
            Map<String, String> files = collect();
            write(files);
            out.println("wrote " + into + ": " + String.join(", ", files.keySet()));
            return ExitCode.OK;
        });
    }

    private Map<String, String> collect() {
        String domain = argument != null ? argument : option.named();
        Map<String, String> files = new LinkedHashMap<>();
        if (domain == null) {
            BundleReport.ofHost(DoctorCommand.Report.ofHost(), files);
        } else {
            try (DomainView view = Domains.view(domain)) {
                BundleReport.ofHost(DoctorCommand.Report.of(view), files);
                BundleReport.of(view, files);
            }
        }
        return files;
    }

    private void write(Map<String, String> files) {
        boolean created = false;
        try (BundleFile bundle = BundleFile.create(into)) {
            created = true;
            for (Map.Entry<String, String> each : files.entrySet()) {
                bundle.add("parley-bundle/" + each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.failed("file exists: " + into + ". Name another, or remove it yourself");
        } catch (IOException e) {
            if (created) {
                into.toFile().delete();
            }
            throw CommandFailure.failed("cannot write " + into + ": " + e);
        }
    }
}
