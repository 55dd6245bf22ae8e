package io.parley;

import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.domain.HandlePlace;
import io.parley.internal.domain.StoredHandle;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.pipe.Pipe;
import io.parley.pipe.PipeConnection;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Shared objects as values: what is stored is where the object lies, which one of that name it is, and what it takes to
 * open it. What comes out is a handle on the same object, opened in the domain it is read through. That domain opens it
 * once, however often the value is read, and closes it.
 */
final class Handles {
    private static final int MAX_DETAILS = 16;

    private Handles() {}

    /**
     * A domain of this host.
     *
     * @param parley the opening of it that opens and closes what is read
     */
    record Here(Parley parley) implements HandlePlace {
        @Override
        public void write(Object handle, MessageWriter out) {
            if (!(handle instanceof SharedObject shared)) {
                throw elsewhere((ManagedObject) handle);
            }
            Handles.write(shared, parley, out);
        }

        @Override
        public Object read(StoredHandle stored) {
            throw new AssertionError("read with the parts that came with it");
        }
    }

    static void write(ManagedObject handle, AnyCodec codec, MessageWriter out) {
        if (codec.place() != null) {
            codec.place().write(handle, out);
        } else if (handle instanceof SharedObject shared) {
            write(shared, (Parley) null, out);
        } else {
            throw elsewhere(handle);
        }
    }

    private static CodecException elsewhere(ManagedObject handle) {
        return new CodecException("Cannot encode " + words(handle) + ": it is an object of another host, and this is a"
                + " domain of this one. Put it into a collection or a queue of the manager that it came from.");
    }

    /** Which object, opened how; equal if a handle on one serves as a handle on the other. */
    private record Reference(
            ObjectKind kind, String name, long generation, List<String> details, AnyCodec known, List<Object> parts) {
        String words() {
            return kind.words() + " '" + name + "'";
        }
    }

    static void write(SharedObject handle, Parley parley, MessageWriter out) {
        Address address = Addresses.of(handle);
        if (address == null || !address.own() || handle instanceof PipeConnection) {
            throw new CodecException(
                    "Cannot encode " + words(handle) + ": it is not opened by a name of its own. " + remedy(handle));
        }
        if (parley == null) {
            throw new CodecException("Cannot encode " + words(handle) + ": this codec belongs to no domain. Open a"
                    + " collection or a queue with it, or use the codec that codec.in(parley) returns.");
        }
        Domain domain = Domain.of(parley);
        if (!isIn(address, domain)) {
            throw new CodecException("Cannot encode " + words(handle) + ": it lies in another domain, "
                    + address.domain().directory() + ", and this is " + domain.directory()
                    + ". Use an object of this domain.");
        }
        write(handle, address, out);
    }

    static boolean isIn(Address address, Domain domain) {
        return address.domain().generation() == domain.generation();
    }

    static void write(SharedObject handle, Address address, MessageWriter out) {
        requireUsable(handle, address);
        address.write(out);
    }

    /** Nobody should be sent what he cannot open. */
    static void requireUsable(SharedObject handle, Address address) {
        if (!address.isOpen()) {
            throw new IllegalStateException("handle is closed: " + words(handle) + ". Open it again, then store it");
        }
        if (handle.isDeleted()) {
            throw new ObjectDeletedException(
                    "object was deleted: " + handle.path() + ". Open it again, and store the new handle");
        }
    }

    static String words(ManagedObject handle) {
        return handle.getClass().getSimpleName() + " '" + handle.name() + "'";
    }

    private static String remedy(SharedObject handle) {
        if (handle instanceof PipeConnection || handle instanceof Pipe) {
            return "An end of a pipe is handed over once: send it by parley.connectionCodec, or store the pipe's name.";
        }
        if (handle instanceof SharedCondition) {
            return "Store its lock, and take the condition from that by name.";
        }
        return handle instanceof SharedLock
                ? "Store the object that the lock lies in, and take lock() from that."
                : "Store its name, and open it by that.";
    }

    static Object read(MessageReader in, AnyCodec codec) {
        if (codec.place() == null || codec.parley() != null) {
            return read(in, codec, List.of());
        }
        Reference at = readReference(in, codec, List.of());
        return codec.place()
                .read(new StoredHandle(
                        at.kind(),
                        at.name(),
                        at.generation(),
                        at.details(),
                        codec,
                        index -> HandleKinds.codec(at.kind(), at.name(), at.details(), codec, index),
                        index -> HandleKinds.type(at.kind(), at.name(), at.details(), codec, index)));
    }

    /** @param parts codecs and types that came with the handle, instead of those that {@code codec} knows */
    static SharedObject read(MessageReader in, AnyCodec codec, List<Object> parts) {
        Reference reference = readReference(in, codec, parts);
        if (codec.parley() == null) {
            throw new CodecException("Cannot decode a handle on " + reference.words() + ": this codec belongs to no"
                    + " domain. Use the codec that codec.in(parley) returns.");
        }
        Domain domain = Domain.of(codec.parley());
        SharedObject handle = (SharedObject) domain.referred(reference, () -> open(domain, reference, parts));
        if (handle.isDeleted()) {
            throw deleted(reference, handle.path());
        }
        return handle;
    }

    private static Reference readReference(MessageReader in, AnyCodec codec, List<Object> parts) {
        int id = in.readByte();
        ObjectKind kind = null;
        for (ObjectKind known : ObjectKind.values()) {
            kind = known.id() == id ? known : kind;
        }
        if (kind == null || !HandleKinds.isKnown(kind)) {
            throw new CodecException("Cannot decode a handle: no handles are stored on objects of kind " + id
                    + ". It was written by a newer Parley, or is damaged.");
        }
        String name = in.readUtf8();
        long generation = in.readLong();
        int count = in.readByte();
        if (count < 0 || count > MAX_DETAILS) {
            throw new CodecException("Cannot decode a handle on " + kind.words() + ": details=" + count
                    + ", allowed=0.." + MAX_DETAILS + ". It was written by a newer Parley, or is damaged.");
        }
        List<String> details = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            details.add(in.readUtf8());
        }
        return new Reference(kind, name, generation, List.copyOf(details), codec, keys(parts));
    }

    /** Two codecs of one id are one, also where a codec does not say so. */
    private static List<Object> keys(List<Object> parts) {
        return parts.stream()
                .map(part -> part instanceof Codec<?> codec && !CodecForms.isOwn(codec) ? codec.id() : part)
                .toList();
    }

    private static SharedObject open(Domain domain, Reference reference, List<Object> parts) {
        Path path = domain.pathOf(reference.name(), reference.kind());
        // Looked at before, so as not to create what is gone, and after, to be sure.
        if (Address.generationAt(domain, reference.kind(), reference.name()) != reference.generation()) {
            throw deleted(reference, path);
        }
        SharedObject opened =
                HandleKinds.open(reference.kind(), reference.name(), reference.details(), reference.known(), parts);
        ObjectFile found = Addresses.of(opened).file();
        if (found.header().generation() != reference.generation()) {
            if (found.isCreated()) {
                opened.delete();
            }
            opened.close();
            throw deleted(reference, path);
        }
        return opened;
    }

    private static ObjectDeletedException deleted(Reference reference, Path path) {
        return StoredHandle.deleted(reference.words() + ", " + path);
    }
}
