package dev.slipway.process.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The three functions of the C library that datagrams on Unix sockets take: Java has only streams
/// there. To link them costs some hundred milliseconds, once, when this class is first used.
final class Libc {

  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;
  static final int EAGAIN = 11;
  static final int EMSGSIZE = 90;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_OF =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      linked("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SENDTO =
      linked(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CLOSE =
      linked("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Libc() {}

  /// Returns a new socket, or `-errno`.
  static int socket(int domain, int type) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      int result = (int) SOCKET.invokeExact(state, domain, type, 0);
      return result >= 0 ? result : -errno(state);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Returns how many bytes were sent, or `-errno`.
  static long sendTo(int socket, MemorySegment bytes, int flags, MemorySegment address) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      long result =
          (long)
              SENDTO.invokeExact(
                  state, socket, bytes, bytes.byteSize(), flags, address, (int) address.byteSize());
      return result >= 0 ? result : -errno(state);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Closes it, and tells whether it was open.
  static boolean close(int socket) {
    try (var arena = Arena.ofConfined()) {
      int result = (int) CLOSE.invokeExact(arena.allocate(STATE), socket);
      return result == 0;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO_OF.get(state, 0L);
  }

  @SuppressWarnings("restricted") // the reason why this class is there
  private static MethodHandle linked(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
  }

  /// Returns what a method handle is declared to throw, and these never do.
  private static IllegalStateException failed(Throwable e) {
    return new IllegalStateException("a function of the C library could not be called", e);
  }
}
