package io.parley;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.serial.Form;
import io.parley.internal.serial.Forms;
import java.nio.file.Path;

/** What travels to another process for handles, codecs and domains. */
final class TravelForms extends Forms {
    private static final String DOMAIN = "domain";
    private static final String DOMAIN_FILE = "domain.parley";

    @Override
    public Form write(Object value, Object parley) {
        Parley here = (Parley) parley;
        if (value instanceof Parley other) {
            return new Form(DOMAIN, (Object) place(Domain.of(other), here));
        }
        if (value instanceof SharedObject handle) {
            return HandleForms.write(handle, here);
        }
        return value instanceof Codec<?> codec ? CodecForms.write(codec) : null;
    }

    @Override
    public Object read(Form form, Object parley) {
        Parley here = (Parley) parley;
        if (form.kind().equals(DOMAIN)) {
            return at(form.part(0, Object[].class), here);
        }
        Object codec = CodecForms.read(form, here);
        return codec != null ? codec : HandleForms.read(form, here);
    }

    /** Which domain; null if it is this one. */
    static Object[] place(Domain domain, Parley here) {
        boolean same = domain.generation() == Domain.of(here).generation();
        return same ? null : new Object[] {domain.directory().toString(), domain.generation()};
    }

    /** The domain at a place: this one, or another that is opened for it, once, and closed with it. */
    static Parley at(Object[] place, Parley here) {
        if (place == null) {
            return here;
        }
        Path directory = Path.of((String) place[0]);
        long generation = (Long) place[1];
        Domain domain = Domain.of(here);
        Parley other = domain.kept(directory, () -> open(directory, generation, domain));
        if (Domain.of(other).generation() != generation) {
            throw gone(directory);
        }
        return other;
    }

    private static Parley open(Path directory, long generation, Domain here) {
        // Looked at before, so as not to create what is gone.
        if (ObjectFile.generationAt(directory.resolve(DOMAIN_FILE)) != generation) {
            throw gone(directory);
        }
        Parley other = Parley.open(directory);
        here.track(other);
        return other;
    }

    private static ObjectDeletedException gone(Path directory) {
        return new ObjectDeletedException("domain was deleted while a handle on it was on its way: " + directory
                + ". If there is one of that name by now, it is another one: send that");
    }
}
