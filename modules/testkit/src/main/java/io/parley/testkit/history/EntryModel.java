package io.parley.testkit.history;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One key of a map of long numbers: what {@code get}, {@code put}, {@code remove}, {@code replace} and {@code merge}
 * make of it and answer. The state is the value, or nothing.
 */
public final class EntryModel implements SequentialModel<OptionalLong, EntryCall> {
    private static final OptionalLong YES = OptionalLong.of(1);
    private static final OptionalLong NO = OptionalLong.of(0);

    private final OptionalLong initial;

    /** The key is absent at first. */
    public EntryModel() {
        this(OptionalLong.empty());
    }

    /**
     * The key has this value at first.
     *
     * @param initial the value, or nothing
     */
    public EntryModel(OptionalLong initial) {
        this.initial = initial;
    }

    @Override
    public OptionalLong initial() {
        return initial;
    }

    @Override
    public Optional<OptionalLong> next(OptionalLong state, EntryCall call) {
        OptionalLong value = OptionalLong.of(call.value());
        boolean asExpected = state.equals(OptionalLong.of(call.expected()));
        return switch (call.kind()) {
            case GET -> outcome(call, state, state);
            case PUT -> outcome(call, state, value);
            case PUT_IF_ABSENT -> outcome(call, state, state.isPresent() ? state : value);
            case REMOVE -> outcome(call, state, OptionalLong.empty());
            case REMOVE_EXPECTED -> outcome(call, asExpected ? YES : NO, asExpected ? OptionalLong.empty() : state);
            case REPLACE -> outcome(call, asExpected ? YES : NO, asExpected ? value : state);
            case ADD -> {
                OptionalLong sum = OptionalLong.of(state.orElse(0) + call.value());
                yield outcome(call, sum, sum);
            }
        };
    }

    private static Optional<OptionalLong> outcome(EntryCall call, OptionalLong answer, OptionalLong state) {
        return call.answer() == null || call.answer().equals(answer) ? Optional.of(state) : Optional.empty();
    }
}
