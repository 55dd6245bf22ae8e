package io.parley.process;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;

/** What an external program reads. */
sealed interface CommandInput {
    /** Where its standard input comes from. */
    default ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.PIPE;
    }

    /** What is written for it when it has started, before the end of its input. */
    default byte[] bytes(Charset charset) {
        return new byte[0];
    }

    /** Nothing. */
    record Empty() implements CommandInput {}

    /** These bytes. */
    final class Bytes implements CommandInput {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] bytes(Charset charset) {
            return bytes;
        }

        @Override
        public String toString() {
            return "Bytes[length=" + bytes.length + "]";
        }
    }

    /** This text. */
    record Text(String text) implements CommandInput {
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public byte[] bytes(Charset charset) {
            return text.getBytes(charset);
        }

        @Override
        public String toString() {
            return "Text[length=" + text.length() + "]";
        }
    }

    /** What is in a file. */
    record File(Path file) implements CommandInput {
        public File {
            Objects.requireNonNull(file, "file");
        }

        @Override
        public ProcessBuilder.Redirect redirect() {
            return ProcessBuilder.Redirect.from(file.toFile());
        }
    }

    /** What this process would read. */
    record Inherited() implements CommandInput {
        @Override
        public ProcessBuilder.Redirect redirect() {
            return ProcessBuilder.Redirect.INHERIT;
        }
    }

    /** What is written while it runs. */
    record Piped() implements CommandInput {}
}
