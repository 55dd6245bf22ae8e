package io.parley.internal.domain;

import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.observe.HistogramFile;
import io.parley.internal.observe.LatencyLanes;
import java.nio.file.Path;

/** A domain's histograms, for this process and not for one opening of the domain: handles share them. */
record HistogramFiles(Membership membership) implements LatencyLanes.Files {
    @Override
    public ObjectFile open(String histogram) {
        membership.requireCurrent();
        return ObjectFile.createOrOpen(path(histogram), HistogramFile.spec(), membership.site());
    }

    @Override
    public void delete(String histogram) {
        ObjectFile found = ObjectFile.openExisting(path(histogram), HistogramFile.spec(), membership.site());
        if (found != null) {
            found.markDeleted();
            found.unlink(membership.site());
        }
    }

    private Path path(String histogram) {
        return membership.directory().resolve(ObjectName.file(histogram, ObjectKind.HISTOGRAM));
    }
}
