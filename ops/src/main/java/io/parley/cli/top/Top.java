package io.parley.cli.top;

import io.parley.ProcessInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A domain between two looks.
 *
 * @param domain where it lies
 * @param at when it was looked at
 * @param seconds since the look before; empty at the first one, when there are no rates
 * @param processes who takes part
 * @param objects what there is
 */
public record Top(Path domain, Instant at, Optional<Double> seconds, List<ProcessInfo> processes, List<Row> objects) {}
