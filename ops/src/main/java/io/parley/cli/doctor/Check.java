package io.parley.cli.doctor;

import java.util.List;

/** Looks at one thing, and changes nothing. */
interface Check {
    /** What it found; nothing if that thing is not there to look at. */
    List<Finding> look(Subject subject);
}
