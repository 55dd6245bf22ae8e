package io.parley.value;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The room for a text field of a {@link SharedStruct}: on a {@code String} component of a record, or on a
 * {@code String} getter of an interface. A longer text is refused, never cut.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface MaxBytes {
    /**
     * How many bytes the text may have in UTF-8.
     *
     * @return the number of bytes, at least 1
     */
    int value();
}
