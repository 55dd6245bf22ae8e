package io.parley.cli.doctor;

/**
 * What a check found.
 *
 * @param level whether anything has to be done about it
 * @param check what was looked at, such as {@code free space}
 * @param value what was found
 * @param why why it matters
 * @param fix the command, or else the step, that helps; empty if nothing has to be done
 */
public record Finding(Level level, String check, String value, String why, String fix) {
    /** How a finding is to be taken; from the best to the worst. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, and may not go on doing so, or is slower than it need be. */
        NOTICE,
        /** Something does not work, or will soon not. */
        BAD
    }

    static Finding ok(String check, String value, String why) {
        return new Finding(Level.OK, check, value, why, "");
    }

    static Finding notice(String check, String value, String why, String fix) {
        return new Finding(Level.NOTICE, check, value, why, fix);
    }

    static Finding bad(String check, String value, String why, String fix) {
        return new Finding(Level.BAD, check, value, why, fix);
    }

    /** Of that level; what is in order needs no fix. */
    static Finding of(Level level, String check, String value, String why, String fix) {
        return new Finding(level, check, value, why, level == Level.OK ? "" : fix);
    }
}
