package io.parley;

/**
 * A map needs more room than one stripe of it can have: less than 2 GiB. The map is as it was. Remedy: copy it into a
 * map with more stripes, or spread the entries over several maps.
 */
public final class MapFullException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public MapFullException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public MapFullException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
