package io.parley.process;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.serial.ClassRule;
import io.parley.internal.serial.Form;
import io.parley.internal.serial.Forms;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;

/** Writes an object for another process, and takes note of what the reader would refuse, and of what makes no sense. */
final class ObjectWriter extends ObjectOutputStream {
    private final Object root;
    private final Parley parley;
    private final ClassRule rule;
    private final Forms forms = Forms.installed();
    private Class<?> refused;
    private boolean begun;
    private boolean plainLambda;

    ObjectWriter(OutputStream out, Object root, Parley parley, ClassRule rule) throws IOException {
        super(out);
        this.root = root;
        this.parley = parley;
        this.rule = rule;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
        boolean first = !begun;
        begun = true;
        if (value instanceof SerializedLambda lambda) {
            plainLambda = first && lambda.getCapturedArgCount() == 0;
        } else if (isRefused(value)) {
            refuse(value.getClass());
        } else {
            Form form = hasForm(value) ? forms.write(value, parley) : null;
            return form == null ? value : form;
        }
        return value;
    }

    /* Objects of a domain mean nothing to a reader who has none. */
    private boolean hasForm(Object value) {
        return forms != null && (parley != null || !(value instanceof SharedObject || value instanceof Parley));
    }

    /* The process that is to be started is itself what travels. */
    private boolean isRefused(Object value) {
        boolean startsIt = value == root && value instanceof ParleyProcess;
        return !startsIt && Refusals.isUselessAsCopy(value);
    }

    @Override
    protected void annotateClass(Class<?> type) {
        // Only noted: an exception from here would itself be written to the stream, and hide the cause of another.
        if (!rule.permits(type)) {
            refuse(type);
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        refuse(type);
    }

    private void refuse(Class<?> type) {
        if (refused == null) {
            refused = type;
        }
    }

    /** The first class that a reader would refuse; null if there is none. */
    Class<?> refused() {
        return refused;
    }

    /** Whether all there was is one lambda that captures nothing. */
    boolean isPlainLambda() {
        return plainLambda;
    }
}
