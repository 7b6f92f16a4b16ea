package dev.slipway.process.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;

/// A Unix socket of the kernel's that takes datagrams, as systemd and its journal have them. It
/// shares no line with the code that sends.
public final class DatagramReceiver implements AutoCloseable {

  private static final int UNIX = 1;
  private static final int DATAGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int MOST_BYTES = 256 * 1024;

  private static final MethodHandle SOCKET =
      linked("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      linked("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      linked(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV =
      linked("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle CLOSE =
      linked("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final int socket;

  private DatagramReceiver(int socket) {
    this.socket = socket;
  }

  /// Listens on a socket at `path`.
  public static DatagramReceiver at(Path path) throws IOException {
    return bound(path + "\0");
  }

  /// Listens on a socket of the name `name`, which is in no folder.
  public static DatagramReceiver named(String name) throws IOException {
    return bound("\0" + name);
  }

  private static DatagramReceiver bound(String name) throws IOException {
    try (var arena = Arena.ofConfined()) {
      byte[] bytes = name.getBytes(UTF_8);
      var address = arena.allocate(Short.BYTES + bytes.length);
      address.set(JAVA_SHORT, 0, (short) UNIX);
      MemorySegment.copy(bytes, 0, address, JAVA_BYTE, Short.BYTES, bytes.length);
      int socket = (int) SOCKET.invokeExact(UNIX, DATAGRAM, 0);
      int bound = (int) BIND.invokeExact(socket, address, (int) address.byteSize());
      if (socket < 0 || bound < 0) {
        throw new IOException("can't listen for datagrams on " + name);
      }
      return new DatagramReceiver(socket);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the next datagram.
  ///
  /// @throws IOException if none comes within `patience`
  public byte[] next(Duration patience) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var time = arena.allocateFrom(JAVA_LONG, patience.toSeconds(), patience.toNanosPart() / 1000);
      int set =
          (int)
              SETSOCKOPT.invokeExact(socket, SOL_SOCKET, SO_RCVTIMEO, time, (int) time.byteSize());
      var bytes = arena.allocate(MOST_BYTES);
      long length = (long) RECV.invokeExact(socket, bytes, bytes.byteSize(), 0);
      if (set < 0 || length < 0) {
        throw new IOException("no datagram came within " + patience);
      }
      return bytes.asSlice(0, length).toArray(JAVA_BYTE);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the next datagram as text.
  public String nextText(Duration patience) throws IOException {
    return new String(next(patience), UTF_8);
  }

  @Override
  public void close() {
    try {
      int closed = (int) CLOSE.invokeExact(socket);
      if (closed < 0) {
        throw new IllegalStateException("it was closed already");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // the reason why this class is there
  private static MethodHandle linked(String name, FunctionDescriptor descriptor) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
