package io.parley;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Ready-made codecs.
 *
 * <p>For messages of one's own, {@link #record} is the first choice: nothing to write, no garbage when encoding, and a
 * queue that holds another shape of the record is refused when it is opened. {@link #serializable} carries what is
 * already {@link java.io.Serializable}, at the price of speed and garbage. {@link #bytes}, {@link #utf8},
 * {@link #int64} and the like are for messages that are one value. {@link #struct} is for reading without garbage. A
 * {@link Codec} of one's own is for formats shared with others.
 *
 * <pre>{@code
 * record Order(long id, String symbol, Side side, BigDecimal price, List<Leg> legs) {}
 *
 * Codec<Order> codec = Codecs.record(Order.class);
 * }</pre>
 *
 * <p><b>Threading:</b> every codec from here is immutable and thread-safe; keep and share it. Making one for a class
 * takes milliseconds of reflection.
 *
 * <p><b>Processes:</b> {@code encode} copies the message before {@code put} goes on, so what happens to the original
 * afterwards is not seen by anybody. Both sides must use a codec of the same {@link Codec#id id}.
 *
 * <p><b>Failure:</b> a message that cannot be encoded is a {@link CodecException} out of {@code put}, before anything
 * is shared. Bytes that are cut short, too long or make no sense are a {@link CodecException} out of {@code decode}; a
 * length in a message is believed only if the message has that many bytes, so damaged bytes cannot exhaust the memory.
 *
 * <p><b>Differs from Python:</b> {@code multiprocessing.Queue} pickles anything, in a background thread after
 * {@code put} has returned: a message changed meanwhile arrives changed, and one that cannot be pickled vanishes. Here
 * the type is chosen when the queue is opened, the copy is made before {@code put} returns, and its failure is the
 * caller's. Unpickling runs whatever code the bytes ask for; no codec here does. There is no {@code None}: a message is
 * never null.
 */
public final class Codecs {
    private Codecs() {}

    /**
     * Byte arrays: the message is the array, without a length.
     *
     * <p><b>Allocation:</b> encoding none; decoding the array, which is the caller's own.
     *
     * @return the codec, id {@code bytes}
     */
    public static Codec<byte[]> bytes() {
        return BytesCodec.INSTANCE;
    }

    /**
     * Texts: the message is a length in bytes (four bytes, little-endian) and the text in UTF-8, as
     * {@link MessageWriter#writeUtf8} writes it. The length lets both sides work without an intermediate array, and a
     * message cut short is noticed.
     *
     * <p>Unpaired surrogates, which UTF-8 cannot express, arrive as {@code ?}; damaged UTF-8 arrives as {@code U+FFFD}.
     *
     * <p><b>Allocation:</b> encoding none; decoding the string.
     *
     * @return the codec, id {@code utf8}
     */
    public static Codec<String> utf8() {
        return Utf8Codec.INSTANCE;
    }

    /**
     * 64-bit numbers: the message is eight bytes, little-endian.
     *
     * <p><b>Allocation:</b> none but the {@link Long} itself, where it is not one of the JDK's cached ones.
     *
     * @return the codec, id {@code int64}
     */
    public static Codec<Long> int64() {
        return Int64Codec.INSTANCE;
    }

    /**
     * 32-bit numbers: the message is four bytes, little-endian.
     *
     * <p><b>Allocation:</b> none but the {@link Integer} itself, where it is not one of the JDK's cached ones.
     *
     * @return the codec, id {@code int32}
     */
    public static Codec<Integer> int32() {
        return Int32Codec.INSTANCE;
    }

    /**
     * 64-bit floating-point numbers: the message is eight bytes, little-endian, in IEEE 754 form. The bits of a NaN are
     * kept.
     *
     * <p><b>Allocation:</b> none but the {@link Double} itself.
     *
     * @return the codec, id {@code float64}
     */
    public static Codec<Double> float64() {
        return Float64Codec.INSTANCE;
    }

    /**
     * Truth values: the message is one byte, 0 or 1.
     *
     * <p><b>Allocation:</b> none.
     *
     * @return the codec, id {@code bool}
     */
    public static Codec<Boolean> bool() {
        return BoolCodec.INSTANCE;
    }

    /**
     * Arrays of 64-bit numbers: the message is the elements, eight bytes each, little-endian, without a length. In a
     * map each element can be changed by itself: {@link io.parley.collection.LongArrayCell}.
     *
     * <p><b>Allocation:</b> encoding none; decoding the array, which is the caller's own.
     *
     * @return the codec, id {@code int64[]}
     */
    public static Codec<long[]> int64Array() {
        return Int64ArrayCodec.INSTANCE;
    }

    /**
     * Arrays of 32-bit numbers: the message is the elements, four bytes each, little-endian, without a length. In a map
     * each element can be changed by itself: {@link io.parley.collection.IntArrayCell}.
     *
     * <p><b>Allocation:</b> encoding none; decoding the array, which is the caller's own.
     *
     * @return the codec, id {@code int32[]}
     */
    public static Codec<int[]> int32Array() {
        return Int32ArrayCodec.INSTANCE;
    }

    /**
     * Arrays of 64-bit floating-point numbers: the message is the elements, eight bytes each, little-endian, in IEEE
     * 754 form, without a length. In a map each element can be changed by itself:
     * {@link io.parley.collection.DoubleArrayCell}.
     *
     * <p><b>Allocation:</b> encoding none; decoding the array, which is the caller's own.
     *
     * @return the codec, id {@code float64[]}
     */
    public static Codec<double[]> float64Array() {
        return Float64ArrayCodec.INSTANCE;
    }

    /**
     * Interfaces of fields, as {@link io.parley.value.SharedStruct} knows them: the message is the fields as they lie
     * there, each with room for its longest text. It is the codec for reading without garbage: what it decodes to is a
     * view of bytes of its own, which {@link ReusingCodec#decodeInto} and
     * {@link io.parley.collection.SharedMap#getUsing} fill again and again.
     *
     * <pre>{@code
     * interface Quote {
     *     double bid();
     *     void bid(double bid);
     *     double ask();
     *     void ask(double ask);
     * }
     *
     * ReusingCodec<Quote> quotes = Codecs.struct(Quote.class);
     * Quote quote = quotes.newInstance();
     * }</pre>
     *
     * <p>Anything that implements the interface can be encoded. For records there is {@link #record}.
     *
     * <p><b>Threading:</b> the codec is thread-safe; what it makes is for one thread at a time.
     *
     * <p><b>Evolution:</b> the id has a hash of the names and types of all fields and of the constants of enums; an
     * object with other fields is refused when it is opened.
     *
     * <p><b>Allocation:</b> {@code decodeInto} none, encoding none, {@code decode} a new instance.
     *
     * <p><b>Failure:</b> a text that is too long and a null are a {@link CodecException} out of {@code encode}.
     *
     * @param type the interface; fields may be primitives, enums, {@code String}s with
     *     {@link io.parley.value.MaxBytes}, records and interfaces of these
     * @param <S> the interface
     * @return the codec, id {@code struct:<class>:<hash>}
     * @throws IllegalArgumentException if it is not an interface, or has a field that cannot be in a struct; the
     *     message names it
     */
    public static <S> ReusingCodec<S> struct(Class<S> type) {
        return new StructValueCodec<>(type);
    }

    /**
     * Records: the message is the sequence of the components in the order of their declaration.
     *
     * <p>Components may be of these types, and any but a primitive may be null. The bytes are little-endian; before
     * every value that is not a primitive stands a byte, 0 for null and 1 otherwise.
     *
     * <table>
     * <caption>Component types and their bytes</caption>
     * <tr><th scope="col">Type</th><th scope="col">Bytes</th></tr>
     * <tr><td>primitives and their wrappers</td><td>as many as the type has; {@code boolean} 1</td></tr>
     * <tr><td>{@code String}</td><td>length (4), UTF-8 as in {@link #utf8}</td></tr>
     * <tr><td>{@code byte[]}</td><td>length (4), bytes</td></tr>
     * <tr><td>enums</td><td>the constant's name: length (4), UTF-8</td></tr>
     * <tr><td>records, other than an enclosing one</td><td>their components</td></tr>
     * <tr><td>{@code List} of these</td><td>number of elements (4), elements; arrives unmodifiable</td></tr>
     * <tr><td>{@code Optional} of these</td><td>its value, or null</td></tr>
     * <tr><td>{@code Instant}, {@code Duration}</td><td>seconds (8), nanoseconds (4)</td></tr>
     * <tr><td>{@code LocalDate}</td><td>epoch day (8)</td></tr>
     * <tr><td>{@code BigDecimal}</td><td>scale (4), length (4), unscaled value big-endian</td></tr>
     * <tr><td>{@code UUID}</td><td>high half (8), low half (8)</td></tr>
     * </table>
     *
     * <p>The record may be private, nested or local; values are read by its accessors and arrive through its canonical
     * constructor, so its checks hold on both sides. In a named module, either the record is public in an exported
     * package, or its package is opened to Parley.
     *
     * <p><b>Evolution:</b> the id has a hash of the names, order and types of all components, also of nested records.
     * Change any of them, or rename a record, and the queue is refused with {@link ObjectMismatchException} when it is
     * opened, before a message is misread: drain it first, or use a queue of another name. Constants of an enum may be
     * added and moved freely; a message with a constant that its reader does not have is refused by name.
     *
     * <p><b>Allocation:</b> encoding none, but for {@code BigDecimal} and lists without random access. Decoding the
     * record and what its components refer to; no boxes, no argument arrays.
     *
     * <p><b>Failure:</b> {@link CodecException} names the component ({@code Cannot encode Order.legs: …}), also if an
     * accessor throws or the constructor refuses what it is given.
     *
     * @param type the record class, without type parameters
     * @param <R> the record type
     * @return the codec, id {@code record:<class>:<hash>}
     * @throws IllegalArgumentException if a component's type is not one of these, if the record contains itself, if it
     *     has too many components for one constructor call by handle (240, {@code long} and {@code double} counting
     *     twice) or if its module keeps Parley out; the message names the component and says what to use instead
     */
    public static <R extends Record> Codec<R> record(Class<R> type) {
        return new RecordCodec<>(type);
    }

    /**
     * Values of many types, which say themselves what they are: what Python people put into a {@code dict}, a
     * {@code list} or a {@code Namespace}. A value may be any of these:
     *
     * <ul>
     *   <li>{@code Boolean}, {@code Byte}, {@code Short}, {@code Character}, {@code Integer}, {@code Long},
     *       {@code Float}, {@code Double}, {@code String}, {@code BigInteger}, {@code BigDecimal}, {@code UUID}
     *   <li>arrays of primitives
     *   <li>the value classes of {@code java.time}, {@code DayOfWeek}, {@code Month}, {@code TimeUnit}
     *   <li>{@code List}, {@code Set} and {@code Map} of all these, of null, and of each other, at most 200 in each
     *       other. They arrive in their order, as {@code ArrayList}, {@code LinkedHashSet} and {@code LinkedHashMap};
     *       out of a shared collection, unmodifiable
     *   <li>records, enums and {@code Serializable} classes that are named here or in {@link AnyCodec#with}; their
     *       subclasses are not included. Records are written as {@link #record} does where it can
     *   <li><b>handles on shared objects</b> of the same domain: values, arrays, structs, locks and what else processes
     *       synchronise with, queues, collections. They arrive live, as a handle on the same object
     * </ul>
     *
     * <p><b>Handles</b> are opened when they are first read, in the domain they are read through, once for each object,
     * and closed with it: who reads one should not close it. A handle on an object that was deleted since is an
     * {@link ObjectDeletedException}, also if there is another one of that name by now. The types of structs must be
     * named here, and so must the codecs of queues and collections, unless they are of this class and need no
     * parameter, or follow from the named classes. Not stored are ends of pipes (they are handed over, see
     * {@link Parley#connectionCodec}), conditions, and locks that lie in another object.
     *
     * <p><b>Evolution:</b> by the types inside; a record of another shape is refused when it is read.
     *
     * <p><b>Allocation:</b> encoding a buffer for each record or serialisable object; decoding what the value needs.
     *
     * <p><b>Failure:</b> {@link CodecException} for everything else, naming the class and the way to it, and saying
     * what to do. What is inside a serialisable object is held to the list of {@link #serializable}. Reading is bounded
     * by the bytes there are; only hash tables can cost more time than that.
     *
     * @param allowed records, enums and serialisable classes that values may contain; types of structs
     * @return the codec, id {@code any}
     * @throws IllegalArgumentException if an allowed record cannot be a message and is not serialisable
     */
    public static AnyCodec any(Class<?>... allowed) {
        return new AnyCodec(new LinkedHashSet<>(List.of(allowed)), Map.of(), null);
    }

    /**
     * Serialisable objects: the message is a Java serialisation stream. Cycles and shared references within one message
     * survive.
     *
     * <p>Messages may contain objects of these classes, arrays of them and of primitives, and nothing else:
     *
     * <ul>
     *   <li>{@code type}, the {@code allowed} classes, and the serialisable superclasses of both; subclasses and the
     *       classes of fields must be named
     *   <li>{@code String}, {@code UUID}, the wrappers of primitives, {@code BigInteger}, {@code BigDecimal}, and the
     *       value classes of {@code java.time}
     *   <li>{@code ArrayList}, {@code LinkedList}, {@code ArrayDeque}, {@code HashMap}, {@code LinkedHashMap},
     *       {@code TreeMap}, {@code HashSet}, {@code LinkedHashSet}, {@code TreeSet}, {@code EnumMap}, {@code EnumSet},
     *       the two {@code AbstractMap.Simple…Entry}
     *   <li>what {@code of} and {@code copyOf} of {@code List}, {@code Set} and {@code Map}, {@code Stream.toList} and
     *       {@code Arrays.asList} return, and {@code Collections.empty…}, {@code singleton…} and {@code unmodifiable…}
     *       of list, set and map, and {@code unmodifiableCollection}
     * </ul>
     *
     * <p>The list holds on both sides: {@code encode} refuses what {@code decode} would. A class outside it is not even
     * loaded when a message names it. What {@code readResolve} of an allowed class returns is trusted. Dynamic proxies
     * are refused, and lambdas unless {@link java.lang.invoke.SerializedLambda} and the class that contains them are
     * allowed, which lets a message pick any lambda of that class.
     *
     * <p>Reading is bounded: at most 500 objects nested in each other (fewer on a small stack), no more objects than
     * the message has bytes, and arrays and hash tables of no more slots together than the message can fill (eight
     * bytes of primitives, or eight references, for each of its bytes, and 64). Nesting is the one bound that
     * {@code encode} does not check. None of them bounds time: hash sets nested in hash sets can keep a reader busy for
     * ever, so let only trusted users write to a domain.
     *
     * <p><b>Evolution:</b> by the rules of Java serialisation; declare a {@code serialVersionUID}. The id has the name
     * of the class only.
     *
     * <p><b>Allocation:</b> streams and buffers of several kilobytes per message, and what the class needs.
     *
     * <p><b>Failure:</b> {@link CodecException} when a class is not allowed, naming it and, on {@code encode}, where it
     * is; when an object is not serialisable, naming the field ({@code Order.legs[2].book (of type Book)}), as far as
     * it can be found by following fields and collections; and for damaged bytes.
     *
     * @param type the messages' class, or an interface or superclass of theirs
     * @param allowed further classes that messages may contain
     * @param <T> the message type
     * @return the codec, id {@code serializable:<class>}
     * @throws IllegalArgumentException if {@code type} can have no serialisable instance
     */
    public static <T> Codec<T> serializable(Class<T> type, Class<?>... allowed) {
        return new SerializableCodec<>(type, allowed);
    }
}
