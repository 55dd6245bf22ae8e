package io.parley.manager;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that what a method of a registered interface returns stays at the server, and that the caller gets a proxy of
 * it: Python's {@code method_to_typeid}. The result belongs to the session of who called.
 *
 * <pre>{@code
 * interface Bank {
 *     @ReturnsProxy("Account")
 *     Account open(String owner);
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReturnsProxy {
    /**
     * What the result is registered as.
     *
     * @return a typeid; its interface must be that of the result, or extend it
     */
    String value();
}
