package io.parley.manager;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which classes may be in the arguments, results and exceptions of a registered interface besides those that its
 * methods declare: records, enums, and serialisable classes. Both sides go by it.
 *
 * <pre>{@code
 * @Carries({Circle.class, Square.class})
 * interface Shapes {
 *     double area(Shape shape);
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Carries {
    /**
     * The classes.
     *
     * @return records, enums, serialisable classes
     */
    Class<?>[] value();
}
