package io.parley.value;

import io.parley.internal.memory.Memory;
import io.parley.internal.struct.StructType;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Structs in cells: what {@link SharedStruct} does with its one and {@link SharedStructArray} with each of its many.
 *
 * <p>Functions of users never see shared memory. A reader's runs on a private copy that is known to be consistent, a
 * writer's result is encoded into a private copy and published from there: a function that throws changes nothing.
 */
final class StructCells<T> {
    private final VersionedValue object;
    private final StructType<T> type;
    private final ThreadLocal<Copies> copies = new ThreadLocal<>();

    StructCells(VersionedValue object, StructType<T> type) {
        this.object = object;
        this.type = type;
    }

    Class<T> type() {
        return type.type();
    }

    /** The type by name, as others find it. */
    String typeName() {
        return type.type().getName();
    }

    /** Two private copies of a struct, re-used by one thread. */
    private final class Copies {
        final Memory in = newCopy();
        final Memory out = newCopy();
        /** Of an interface; null for a record. */
        final T view = type.isView() ? type.read(in) : null;

        boolean inUse;

        T value() {
            return view != null ? view : type.read(in);
        }
    }

    private Memory newCopy() {
        return Memory.allocate(object.cells.copyBytes(), object.memory.name());
    }

    /** This thread's copies, or new ones if a function of a user calls back. */
    private Copies take() {
        Copies mine = copies.get();
        if (mine == null) {
            mine = new Copies();
            copies.set(mine);
        } else if (mine.inUse) {
            mine = new Copies();
        }
        mine.inUse = true;
        return mine;
    }

    T read(int index) {
        if (type.isView()) {
            Memory copy = newCopy();
            object.readInto(index, copy);
            return type.read(copy);
        }
        Copies mine = take();
        try {
            object.readInto(index, mine.in);
            return type.read(mine.in);
        } finally {
            mine.inUse = false;
        }
    }

    <R> R read(int index, Function<? super T, ? extends R> function) {
        Copies mine = take();
        try {
            object.readInto(index, mine.in);
            return function.apply(mine.value());
        } finally {
            mine.inUse = false;
        }
    }

    long readLong(int index, ToLongFunction<? super T> function) {
        Copies mine = take();
        try {
            object.readInto(index, mine.in);
            return function.applyAsLong(mine.value());
        } finally {
            mine.inUse = false;
        }
    }

    double readDouble(int index, ToDoubleFunction<? super T> function) {
        Copies mine = take();
        try {
            object.readInto(index, mine.in);
            return function.applyAsDouble(mine.value());
        } finally {
            mine.inUse = false;
        }
    }

    T view(int index) {
        if (!type.isView()) {
            throw new UnsupportedOperationException("records have no view: " + object + " type="
                    + type.type().getName() + ". Use read(), or declare an interface");
        }
        return type.liveView(object.cells, index);
    }

    void write(int index, T value) {
        Copies mine = take();
        try {
            type.write(mine.out, value); // before the lock: it may refuse
            object.beginWrite();
            try {
                publish(index, mine.out);
            } finally {
                object.endWrite();
            }
        } finally {
            mine.inUse = false;
        }
        object.changed.ringAll();
    }

    private void publish(int index, Memory copy) {
        object.cells.publish(index, copy, object.cells.copyBytes());
    }

    T update(int index, UnaryOperator<T> function) {
        T updated;
        Copies mine = take();
        try {
            object.beginWrite();
            try {
                // What the function returns may read the view it was given, or be it: so it gets one for good.
                updated = function.apply(read(index));
                type.write(mine.out, updated);
                publish(index, mine.out);
            } finally {
                object.endWrite();
            }
        } finally {
            mine.inUse = false;
        }
        object.changed.ringAll();
        return updated;
    }

    void edit(int index, Consumer<? super T> editor) {
        if (!type.isView()) {
            throw new UnsupportedOperationException("records have no setters: " + object + " type="
                    + type.type().getName() + ". Use update(old -> new ...), or declare an interface");
        }
        Copies mine = take();
        try {
            object.beginWrite();
            try {
                object.readInto(index, mine.in);
                editor.accept(mine.view);
                publish(index, mine.in);
            } finally {
                object.endWrite();
            }
        } finally {
            mine.inUse = false;
        }
        object.changed.ringAll();
    }

    boolean compareAndSet(int index, T expected, T value) {
        boolean equal;
        Memory comparison = newCopy();
        Copies mine = take();
        try {
            type.write(comparison, expected);
            type.write(mine.out, value);
            object.beginWrite();
            try {
                object.readInto(index, mine.in);
                equal = mine.in.contentEquals(comparison);
                if (equal) {
                    publish(index, mine.out);
                }
            } finally {
                object.endWrite();
            }
        } finally {
            mine.inUse = false;
        }
        if (equal) {
            object.changed.ringAll();
        }
        return equal;
    }
}
