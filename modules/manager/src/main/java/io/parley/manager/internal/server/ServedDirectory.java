package io.parley.manager.internal.server;

import io.parley.MessageReader;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.domain.StoredHandle;
import io.parley.internal.memory.ObjectKind;
import io.parley.manager.internal.wire.ObjectOps;

/** Answers what clients ask before they open an object that a value refers to. */
public final class ServedDirectory implements Served {
    private final Domain domain;

    private ServedDirectory(Domain domain) {
        this.domain = domain;
    }

    /** The kind; there is one of it. */
    public static Kind kind() {
        return new Kind(
                ObjectOps.DIRECTORY,
                "directory",
                (server, name, details) -> new ServedDirectory(Domain.of(server.parley())));
    }

    @Override
    public void run(Call call) {
        switch (call.op()) {
            case ObjectOps.FIRST_OWN -> {
                check(call.args());
                call.done();
            }
            case ObjectOps.FIRST_OWN + 1 -> call.done(domain.generation());
            default -> throw new UnsupportedOperationException("nothing to do by that number: op=" + call.op());
        }
    }

    private void check(MessageReader args) {
        int id = args.readInt();
        String name = args.readUtf8();
        long generation = args.readLong();
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.id() == id) {
                if (Address.generationAt(domain, kind, name) != generation) {
                    throw StoredHandle.deleted(kind.words() + " '" + name + "'");
                }
                return;
            }
        }
        throw new IllegalArgumentException("there are no objects of kind " + id + ". Update the older side");
    }

    /** Answers what a value that refers to the object is: the domain, then what is stored. */
    static void answer(SharedObject handle, Call call) {
        Address address = Addresses.of(handle);
        if (address == null || !address.own()) {
            throw new IllegalArgumentException(handle.getClass().getSimpleName() + " '" + handle.name()
                    + "' cannot be a value: it is not opened by a name of its own. Store its name");
        }
        if (handle.isDeleted()) {
            throw StoredHandle.deleted(handle.getClass().getSimpleName() + " '" + handle.name() + "'");
        }
        call.reply().writeLong(address.domain().generation());
        address.write(call.reply());
        call.done();
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
