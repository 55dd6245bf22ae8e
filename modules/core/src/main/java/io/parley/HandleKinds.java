package io.parley;

import io.parley.collection.MapOptions;
import io.parley.collection.SharedList;
import io.parley.collection.SharedLongMap;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import io.parley.collection.SharedRef;
import io.parley.collection.SharedSet;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.PermitWord;
import io.parley.observe.LatencyHistogram;
import io.parley.queue.JoinableQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import io.parley.queue.SimpleQueue;
import io.parley.queue.TransientOptions;
import io.parley.queue.TransientQueue;
import io.parley.sync.BinaryLock;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import io.parley.value.SharedArray;
import io.parley.value.SharedBytes;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import io.parley.value.SharedText;
import io.parley.value.SharedValue;
import io.parley.value.ValueOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How objects of each kind are opened from what a stored handle says; the other side is in the handles' classes. */
final class HandleKinds {
    private static final Map<ObjectKind, Opener> OPENERS = new EnumMap<>(ObjectKind.class);

    static {
        for (ObjectKind scalar : List.of(
                ObjectKind.LONG,
                ObjectKind.INT,
                ObjectKind.SHORT,
                ObjectKind.BYTE,
                ObjectKind.FLOAT,
                ObjectKind.DOUBLE,
                ObjectKind.BOOLEAN)) {
            OPENERS.put(scalar, at -> SharedValue.open(at.parley(), at.name(), at.text(0), null, at.options(1)));
        }
        for (ObjectKind array : List.of(
                ObjectKind.LONG_ARRAY,
                ObjectKind.INT_ARRAY,
                ObjectKind.SHORT_ARRAY,
                ObjectKind.BYTE_ARRAY,
                ObjectKind.FLOAT_ARRAY,
                ObjectKind.DOUBLE_ARRAY)) {
            OPENERS.put(array, at -> SharedArray.open(at.parley(), at.name(), at.text(0), at.number(1), at.options(2)));
        }
        OPENERS.put(ObjectKind.TEXT, at -> SharedText.open(at.parley(), at.name(), at.number(0), ""));
        OPENERS.put(ObjectKind.BYTE_STRING, at -> SharedBytes.open(at.parley(), at.name(), at.number(0)));
        OPENERS.put(ObjectKind.STRUCT, at -> SharedStruct.open(at.parley(), at.name(), at.type(0), null));
        OPENERS.put(
                ObjectKind.STRUCT_ARRAY,
                at -> SharedStructArray.open(at.parley(), at.name(), at.type(0), at.number(1)));
        OPENERS.put(ObjectKind.LOCK, at -> SharedLock.open(at.parley(), at.name()));
        OPENERS.put(ObjectKind.BINARY_LOCK, at -> BinaryLock.open(at.parley(), at.name()));
        OPENERS.put(ObjectKind.READ_WRITE_LOCK, at -> SharedReadWriteLock.open(at.parley(), at.name()));
        OPENERS.put(ObjectKind.SEMAPHORE, HandleKinds::semaphore);
        OPENERS.put(ObjectKind.EVENT, at -> SharedEvent.open(at.parley(), at.name()));
        OPENERS.put(ObjectKind.LATCH, at -> SharedLatch.open(at.parley(), at.name(), at.number(0)));
        OPENERS.put(ObjectKind.BARRIER, at -> SharedBarrier.open(at.parley(), at.name(), at.number(0), null, null));
        OPENERS.put(ObjectKind.HISTOGRAM, at -> LatencyHistogram.open(at.parley(), at.name()));
        OPENERS.put(ObjectKind.QUEUE, HandleKinds::queue);
        OPENERS.put(
                ObjectKind.TRANSIENT_QUEUE,
                at -> TransientQueue.open(at.parley(), at.name(), at.codec(0), TransientOptions.defaults()));
        OPENERS.put(ObjectKind.MAP, HandleKinds::map);
        OPENERS.put(ObjectKind.SET, at -> SharedSet.open(at.parley(), at.name(), at.codec(0), MapOptions.defaults()));
        OPENERS.put(ObjectKind.LIST, at -> SharedList.open(at.parley(), at.name(), at.codec(0)));
        OPENERS.put(ObjectKind.REFERENCE, at -> SharedRef.open(at.parley(), at.name(), at.codec(0)));
        OPENERS.put(ObjectKind.NAMESPACE, at -> SharedNamespace.open(at.parley(), at.name(), at.values()));
    }

    private HandleKinds() {}

    private interface Opener {
        SharedObject open(Stored at);
    }

    /** What a handle says, and what the reader has to make sense of it. */
    private record Stored(ObjectKind kind, String name, List<String> details, AnyCodec known, List<Object> parts) {
        Parley parley() {
            return known.parley();
        }

        String text(int index) {
            if (index >= details.size()) {
                throw new CodecException("Cannot decode a handle on " + words() + ": details=" + details
                        + ". It was written by another version of Parley, or is damaged.");
            }
            return details.get(index);
        }

        int number(int index) {
            return Integer.parseInt(text(index));
        }

        ValueOptions options(int index) {
            ValueOptions defaults = ValueOptions.defaults();
            return switch (number(index)) {
                case 1 -> defaults.lockedBy(text(index + 1));
                case 2 -> defaults.withoutLock();
                default -> defaults;
            };
        }

        Class<?> type(int index) {
            String wanted = text(index);
            for (Object part : parts) {
                if (part instanceof Class<?> type && type.getName().equals(wanted)) {
                    return type;
                }
            }
            Class<?> type = known.named(wanted);
            if (type == null) {
                throw new CodecException("Cannot decode a handle on " + words() + ": its type " + text(index)
                        + " is not allowed. Name it where the codec is made, as in Codecs.any(Quote.class).");
            }
            return type;
        }

        Codec<?> codec(int index) {
            String wanted = text(index);
            for (Object part : parts) {
                if (part instanceof Codec<?> codec && codec.id().equals(wanted)) {
                    return codec;
                }
            }
            Codec<?> codec = known.codec(wanted);
            if (codec == null) {
                throw new CodecException("Cannot decode a handle on " + words() + ": it has values of the codec '"
                        + text(index) + "', which this codec does not know. Name the class where the codec is made, as"
                        + " in Codecs.any(Order.class), or add the codec, as in Codecs.any().with(Order.class,"
                        + " codec).");
            }
            return codec;
        }

        /** What the attributes of a namespace may be. */
        AnyCodec values() {
            return parts.stream()
                    .filter(AnyCodec.class::isInstance)
                    .map(AnyCodec.class::cast)
                    .findFirst()
                    .orElse(known);
        }

        private String words() {
            return kind.words() + " '" + name + "'";
        }
    }

    static boolean isKnown(ObjectKind kind) {
        return OPENERS.containsKey(kind);
    }

    static SharedObject open(ObjectKind kind, String name, List<String> details, AnyCodec known, List<Object> parts) {
        return OPENERS.get(kind).open(new Stored(kind, name, details, known, parts));
    }

    /** The codec that a detail names. */
    static Codec<?> codec(ObjectKind kind, String name, List<String> details, AnyCodec known, int index) {
        return new Stored(kind, name, details, known, List.of()).codec(index);
    }

    /** The class that a detail names. */
    static Class<?> type(ObjectKind kind, String name, List<String> details, AnyCodec known, int index) {
        return new Stored(kind, name, details, known, List.of()).type(index);
    }

    private static SharedObject map(Stored at) {
        MapOptions asItIs = MapOptions.defaults();
        boolean numbers = at.details().size() > 2;
        return numbers
                ? SharedLongMap.open(at.parley(), at.name(), asItIs)
                : SharedMap.open(at.parley(), at.name(), at.codec(0), at.codec(1), asItIs);
    }

    private static SharedObject semaphore(Stored at) {
        int initial = at.number(1);
        return switch (at.number(0)) {
            case PermitWord.BOUNDED -> BoundedSemaphore.open(at.parley(), at.name(), initial);
            case PermitWord.LEASED -> LeasedSemaphore.open(at.parley(), at.name(), initial);
            default -> SharedSemaphore.open(at.parley(), at.name(), initial);
        };
    }

    private static SharedObject queue(Stored at) {
        QueueOptions asItIs = QueueOptions.defaults();
        return switch (at.text(0)) {
            case "JoinableQueue" -> JoinableQueue.open(at.parley(), at.name(), at.codec(1), asItIs);
            case "SimpleQueue" -> SimpleQueue.open(at.parley(), at.name(), at.codec(1));
            default -> SharedQueue.open(at.parley(), at.name(), at.codec(1), asItIs);
        };
    }
}
