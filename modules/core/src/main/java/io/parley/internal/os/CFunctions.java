package io.parley.internal.os;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The C functions, called by jffi, the lower half of jnr-ffi. The upper half writes classes at run time to bind an
 * interface, which costs every new JVM 70 ms more, also with an archive of classes.
 *
 * <p><b>Allocation:</b> none but for {@link #open}.
 */
final class CFunctions {
    private final Invoker invoker = Invoker.getInstance();
    private final LastError lastError = LastError.getInstance();
    private final long open = address("open");
    private final long close = address("close");
    private final long fcntl = address("fcntl");
    private final long fallocate = address("posix_fallocate");
    private final long syscall = address("syscall");
    private final long memcpy = address("memcpy");
    private final CallContext openTypes = types(Type.SINT, Type.POINTER, Type.SINT, Type.SINT);
    private final CallContext closeTypes = types(Type.SINT, Type.SINT);
    private final CallContext fcntlTypes = types(Type.SINT, Type.SINT, Type.SINT, Type.SLONG);
    private final CallContext fallocateTypes = types(Type.SINT, Type.SINT, Type.SLONG, Type.SLONG);
    private final CallContext memcpyTypes = types(Type.SLONG, Type.SLONG, Type.SLONG, Type.SLONG);
    private final CallContext[] syscallTypes = syscallTypes();

    private static CallContext types(Type result, Type... parameters) {
        return CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, true);
    }

    /** By the number of parameters, each a long: what the kernel takes as int, it takes from the lower half. */
    private static CallContext[] syscallTypes() {
        CallContext[] all = new CallContext[7];
        for (int number = 1; number < all.length; number++) {
            Type[] parameters = new Type[number];
            Arrays.fill(parameters, Type.SLONG);
            all[number] = types(Type.SLONG, parameters);
        }
        return all;
    }

    private static long address(String function) {
        long address = Library.getDefault().getSymbolAddress(function);
        if (address == 0) {
            throw new UnsatisfiedLinkError("the C library has no function " + function);
        }
        return address;
    }

    /** The error number of the calling thread's last call. */
    int lastError() {
        return lastError.get();
    }

    /** open(2). */
    int open(String path, int flags, int mode) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocateDirect(bytes.length + 1).put(bytes);
        int fd = (int) invoker.invokeN3(openTypes, open, addressOf(text), flags, mode);
        Reference.reachabilityFence(text);
        return fd;
    }

    /** close(2). */
    void close(int fd) {
        invoker.invokeN1(closeTypes, close, fd);
    }

    /** fcntl(2) with a pointer argument. */
    int fcntl(int fd, int command, long address) {
        return (int) invoker.invokeN3(fcntlTypes, fcntl, fd, command, address);
    }

    /** posix_fallocate(3): returns the error number. */
    int allocate(int fd, long offset, long length) {
        return (int) invoker.invokeN3(fallocateTypes, fallocate, fd, offset, length);
    }

    /** memcpy(3). */
    void copy(long target, long source, long length) {
        invoker.invokeN3(memcpyTypes, memcpy, target, source, length);
    }

    /** syscall(2). */
    long syscall(long number) {
        return invoker.invokeN1(syscallTypes[1], syscall, number);
    }

    /** syscall(2). */
    long syscall(long number, long first, long second, long third) {
        return invoker.invokeN4(syscallTypes[4], syscall, number, first, second, third);
    }

    /** syscall(2). */
    long syscall(long number, long first, long second, long third, long fourth) {
        return invoker.invokeN5(syscallTypes[5], syscall, number, first, second, third, fourth);
    }

    /** syscall(2). */
    long syscall(long number, long first, long second, long third, long fourth, long fifth) {
        return invoker.invokeN6(syscallTypes[6], syscall, number, first, second, third, fourth, fifth);
    }

    /** The address of a direct buffer's first byte. */
    static long addressOf(ByteBuffer direct) {
        return MemoryIO.getInstance().getDirectBufferAddress(direct);
    }
}
