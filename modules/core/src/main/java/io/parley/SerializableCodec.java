package io.parley;

import io.parley.internal.serial.Culprit;
import io.parley.internal.serial.ReadBounds;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** Java serialisation behind an allow-list that holds on both sides; see {@link Codecs#serializable}. */
final class SerializableCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final SerialAllowList allowed;
    private final Class<?>[] given;
    private final String id;

    SerializableCodec(Class<T> type, Class<?>... allowed) {
        this.type = Objects.requireNonNull(type, "type");
        boolean hopeless = type.isPrimitive() || Modifier.isFinal(type.getModifiers());
        if (hopeless && !Serializable.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    "Class " + type.getName() + " is not Serializable and no subclass can be."
                            + " Implement Serializable, or use Codecs.record for a record.");
        }
        this.given = allowed.clone();
        this.allowed = new SerialAllowList(type, allowed);
        id = CodecIds.of("serializable", type);
    }

    @Override
    public void encode(T message, MessageWriter out) {
        Objects.requireNonNull(message, "message");
        if (!type.isInstance(message)) {
            throw failure("encode", "the message is a " + message.getClass().getName() + ".", null);
        }
        Class<?> refused;
        try (SerialStreams.Output stream = new SerialStreams.Output(out, allowed)) {
            stream.writeObject(message);
            refused = stream.refused();
        } catch (NotSerializableException e) {
            throw failure("encode", notSerializable(message, e), e);
        } catch (CodecException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure("encode", e.toString(), e);
        } catch (StackOverflowError e) {
            throw failure("encode", "its objects are nested too deep. Flatten them, or write a Codec.", e);
        }
        if (refused != null) {
            // Not the same class: an enum is named by the enum, not by the class of a constant with a body.
            String path = Culprit.find(message, refused::isAssignableFrom);
            String place = path == null ? "" : path + ": ";
            throw failure("encode", place + classRefusal(refused.getName()), null);
        }
    }

    private static String notSerializable(Object message, NotSerializableException e) {
        // With sun.io.serialization.extendedDebugInfo the JDK adds lines of its own.
        String culprit = String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
        String path = Culprit.find(message, found -> found.getName().equals(culprit));
        return (path == null ? "an object" : path) + " (of type " + culprit
                + ") is not Serializable. Implement Serializable there, make the field transient, or leave it out.";
    }

    @Override
    public T decode(MessageReader in) {
        ReadBounds filter = new ReadBounds(in.remaining());
        Object message;
        try (SerialStreams.Input stream = new SerialStreams.Input(in, allowed, filter)) {
            message = stream.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            String refusal = filter.refusal();
            throw failure("decode", refusal != null ? refusal : ValueType.reason(e), e);
        } catch (InternalError e) {
            // the JDK's own answer to a damaged Map.of
            throw failure("decode", ValueType.reason(e), e);
        } catch (StackOverflowError e) {
            throw failure("decode", "its objects are nested too deep. Flatten them, or write a Codec.", e);
        }
        DamagedMessages.requireEnd(in, id);
        if (!type.isInstance(message)) {
            String found = message == null ? "null" : "a " + message.getClass().getName();
            throw failure("decode", "the message is " + found + ". It was written by another codec.", null);
        }
        return type.cast(message);
    }

    static String classRefusal(String name) {
        return "class " + ReadBounds.shown(name) + " is not allowed. If messages may contain it, name it in"
                + " Codecs.serializable(type, allowed...).";
    }

    private CodecException failure(String verb, String reason, Throwable cause) {
        return new CodecException("Cannot " + verb + " " + type.getName() + ": " + reason, cause);
    }

    Class<T> type() {
        return type;
    }

    /** What was named beside the type. */
    Class<?>[] alsoAllowed() {
        return given.clone();
    }

    /** Whether the other one reads and writes the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SerializableCodec<?> that
                && type == that.type
                && new HashSet<>(List.of(given)).equals(new HashSet<>(List.of(that.given)));
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
