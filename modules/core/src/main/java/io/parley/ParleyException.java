package io.parley;

/**
 * The root of what Parley throws when an operation on shared state cannot be carried out. Misuse by the caller is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 */
public abstract sealed class ParleyException extends RuntimeException
        permits AcquireTimeoutException,
                ClaimTableFullException,
                CodecException,
                DomainAccessException,
                DomainFullException,
                ForeignFileException,
                MapFullException,
                NotDurableException,
                ObjectCorruptException,
                ObjectDeletedException,
                ObjectMismatchException,
                ObjectVersionException,
                OwnershipLostException,
                ProcessTableFullException,
                RemoteException,
                SubscriberInUseException {
    private static final long serialVersionUID = 1L;

    /** How bad it is. */
    public enum Category {
        /** The object cannot be used any more. */
        FATAL,
        /** The caller can correct it. */
        ERROR
    }

    /** How bad it is. */
    private final Category category;

    ParleyException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /**
     * How bad it is.
     *
     * @return the category
     */
    public Category category() {
        return category;
    }
}
