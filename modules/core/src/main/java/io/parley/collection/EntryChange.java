package io.parley.collection;

import io.parley.internal.map.EntryUpdate;
import io.parley.internal.map.MapStore;
import io.parley.internal.map.Outcome;
import io.parley.internal.memory.MessageBuffer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A change of one entry that depends on what the entry is; runs while the entry's stripe is locked. One object for each
 * thread, used again and again.
 */
final class EntryChange<K, V> implements EntryUpdate {
    /** When there is something to do, and what. */
    private enum Kind {
        SET,
        PUT,
        PUT_IF_ABSENT,
        REPLACE,
        REPLACE_IF_EQUAL,
        REMOVE_IF_EQUAL,
        COMPUTE,
        COMPUTE_IF_ABSENT,
        COMPUTE_IF_PRESENT,
        MERGE
    }

    private final MapScratch scratch;
    private EntryCodec<K, V> codec;
    private Kind kind;
    private K key;
    private V operand;
    private Object sought;
    private boolean soughtHasBytes;
    private boolean found;
    private Function<? super K, ? extends V> maker;
    private BiFunction<Object, ? super V, ? extends V> function;
    private V result;

    EntryChange(MapScratch scratch) {
        this.scratch = scratch;
    }

    void begin(EntryCodec<K, V> with) {
        codec = with;
    }

    /** Lets go of the users' objects. */
    void forget() {
        codec = null;
        key = null;
        operand = null;
        sought = null;
        maker = null;
        function = null;
        result = null;
    }

    private Outcome run(MapStore store, Kind what) {
        kind = what;
        return store.update(scratch.key, this);
    }

    /** Puts the given bytes. */
    void set(MapStore store) {
        run(store, Kind.SET);
    }

    /** Puts the given bytes; whether there was a value, which is in the scratch then. */
    boolean put(MapStore store) {
        run(store, Kind.PUT);
        return found;
    }

    /** Puts the given bytes if there is nothing; whether there was a value, which is in the scratch then. */
    boolean putIfAbsent(MapStore store) {
        run(store, Kind.PUT_IF_ABSENT);
        return found;
    }

    /** Puts the given bytes if there is something; whether there was a value, which is in the scratch then. */
    boolean replace(MapStore store) {
        run(store, Kind.REPLACE);
        return found;
    }

    /** Puts a value if the present one is that of the given bytes. */
    boolean replaceIfEqual(MapStore store, Object expected, boolean hasBytes, V value) {
        sought = expected;
        soughtHasBytes = hasBytes;
        operand = value;
        return run(store, Kind.REPLACE_IF_EQUAL) == Outcome.PUT;
    }

    /** Removes the entry if its value is that of the given bytes. */
    boolean removeIfEqual(MapStore store, Object expected, boolean hasBytes) {
        sought = expected;
        soughtHasBytes = hasBytes;
        return run(store, Kind.REMOVE_IF_EQUAL) == Outcome.REMOVE;
    }

    V compute(MapStore store, K of, BiFunction<? super K, ? super V, ? extends V> with) {
        return compute(store, Kind.COMPUTE, of, with);
    }

    V computeIfPresent(MapStore store, K of, BiFunction<? super K, ? super V, ? extends V> with) {
        return compute(store, Kind.COMPUTE_IF_PRESENT, of, with);
    }

    @SuppressWarnings("unchecked")
    private V compute(MapStore store, Kind what, K of, BiFunction<? super K, ? super V, ? extends V> with) {
        key = of;
        function = (BiFunction<Object, ? super V, ? extends V>) with;
        run(store, what);
        return result;
    }

    V computeIfAbsent(MapStore store, K of, Function<? super K, ? extends V> with) {
        key = of;
        maker = with;
        run(store, Kind.COMPUTE_IF_ABSENT);
        return result;
    }

    @SuppressWarnings("unchecked")
    V merge(MapStore store, K of, V value, BiFunction<? super V, ? super V, ? extends V> with) {
        key = of;
        operand = value;
        function = (BiFunction<Object, ? super V, ? extends V>) with;
        run(store, Kind.MERGE);
        return result;
    }

    @Override
    public Outcome update(MessageBuffer current, MessageBuffer next) {
        result = null;
        found = current != null;
        return switch (kind) {
            case SET -> set(current, next);
            case PUT -> put(current, next);
            case PUT_IF_ABSENT -> current == null ? put(null, next) : keepGiven(current);
            case REPLACE -> current == null ? Outcome.KEEP : put(current, next);
            case REPLACE_IF_EQUAL -> isSought(current) ? put(operand, current, next) : Outcome.KEEP;
            case REMOVE_IF_EQUAL -> isSought(current) ? Outcome.REMOVE : Outcome.KEEP;
            case COMPUTE -> become(function.apply(key, old(current)), current, next);
            case COMPUTE_IF_ABSENT -> current == null ? become(maker.apply(key), null, next) : keep(current);
            case COMPUTE_IF_PRESENT ->
                current == null ? Outcome.KEEP : become(function.apply(key, old(current)), current, next);
            case MERGE -> become(current == null ? operand : function.apply(old(current), operand), current, next);
        };
    }

    private boolean isSought(MessageBuffer current) {
        return current != null && codec.isEqual(current, sought, scratch.given, soughtHasBytes);
    }

    private V old(MessageBuffer current) {
        return current == null ? null : codec.working(current);
    }

    private Outcome keep(MessageBuffer current) {
        result = codec.value(current, key);
        return Outcome.KEEP;
    }

    private Outcome keepGiven(MessageBuffer current) {
        copy(current);
        return Outcome.KEEP;
    }

    /** The given bytes, which were encoded before anything was locked; what was there is decoded after it. */
    private Outcome put(MessageBuffer current, MessageBuffer next) {
        if (current != null) {
            copy(current);
        }
        return set(current, next);
    }

    private Outcome set(MessageBuffer current, MessageBuffer next) {
        codec.compose(current, scratch.given, next);
        return Outcome.PUT;
    }

    private void copy(MessageBuffer current) {
        scratch.found.reset();
        scratch.found.writeBytes(current.array(), 0, current.length());
    }

    private Outcome put(V value, MessageBuffer current, MessageBuffer next) {
        codec.compose(current, value, next);
        return Outcome.PUT;
    }

    /** The entry gets the value, or goes if that is null. */
    private Outcome become(V value, MessageBuffer current, MessageBuffer next) {
        if (value == null) {
            return current == null ? Outcome.KEEP : Outcome.REMOVE;
        }
        result = codec.detached(value, key);
        return put(value, current, next);
    }
}
