package io.parley.internal.serial;

/** Turns public objects into {@link Form}s and back; what knows them installs one of these. */
public abstract class Forms {
    private static volatile Forms installed;

    /** For those who extend it. */
    protected Forms() {}

    /** Makes it the one to use. */
    public static void install(Forms forms) {
        installed = forms;
    }

    /** The one to use. Where there is a domain, there is one. */
    public static Forms installed() {
        return installed;
    }

    /**
     * What travels for an object.
     *
     * @param parley the domain that the reader has open
     * @return the form, or null if the object travels as it is
     */
    public abstract Form write(Object value, Object parley);

    /**
     * What a form stands for.
     *
     * @param parley the domain that the reader has open
     */
    public abstract Object read(Form form, Object parley);
}
