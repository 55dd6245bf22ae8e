package io.parley.process;

import io.parley.Parley;
import io.parley.internal.serial.ClassRule;
import io.parley.internal.serial.Form;
import io.parley.internal.serial.Forms;
import io.parley.internal.serial.ReadBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads an object that another process wrote; every class that the stream names comes by here before it is loaded. */
final class ObjectReader extends ObjectInputStream {
    private final Parley parley;
    private final ClassRule rule;
    private final ReadBounds bounds;
    private final ClassLoader loader = loader();

    ObjectReader(InputStream in, Parley parley, ClassRule rule, ReadBounds bounds) throws IOException {
        super(in);
        this.parley = parley;
        this.rule = rule;
        this.bounds = bounds;
        enableResolveObject(true);
        setObjectInputFilter(bounds);
    }

    /** Of the application, as far as the calling thread knows it. */
    static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ObjectReader.class.getClassLoader() : context;
    }

    @Override
    protected Object resolveObject(Object value) throws IOException {
        if (!(value instanceof Form form)) {
            return value;
        }
        if (parley == null) {
            throw refused("a handle on an object of a domain, and there is no domain here. Send the object's name");
        }
        return Forms.installed().read(form, parley);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
        Class<?> found = rule.find(description.getName(), loader);
        if (found == null) {
            throw refused("class " + ReadBounds.shown(description.getName())
                    + " is not allowed, or not on the class path here. Application classes must be on both sides;"
                    + " of the JDK only values, collections and exceptions are read");
        }
        return found;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw refused("dynamic proxies are not allowed: "
                + ReadBounds.shown(String.join(", ", interfaces))
                + ". Send an object of a class, or a lambda");
    }

    private InvalidClassException refused(String reason) {
        bounds.refuse(reason);
        return new InvalidClassException(reason);
    }
}
