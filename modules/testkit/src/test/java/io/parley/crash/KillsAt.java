package io.parley.crash;

import io.parley.internal.crash.Failpoint;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The failpoints at which a test kills a process, for a test that is no {@link CrashContract}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KillsAt {
    /** The places. */
    Failpoint[] value();
}
