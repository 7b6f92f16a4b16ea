package dev.slipway.process.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sends datagrams to one Unix socket of this machine. Thread-safe.
public final class UnixDatagrams implements AutoCloseable {

  private static final int LONGEST_PATH = 107;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final String path;
  private final MemorySegment address;
  private final int socket;
  private boolean closed;

  /// Opens a socket that sends to the one at `path`; `@` at its beginning stands for a name that is
  /// in no folder. Whether something listens there shows when something is sent.
  ///
  /// @throws IOException if there are no sockets to be had, or there can't be one at `path`
  public UnixDatagrams(String path) throws IOException {
    this.path = path;
    this.address = address(path);
    this.socket = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM_CLOEXEC);
    if (socket < 0) {
      throw new IOException("Can't open a Unix socket (errno " + -socket + ")");
    }
  }

  /// Returns the `sockaddr_un`: the family, then the path. A name in no folder begins with a NUL
  /// and ends where the address ends; a path ends with a NUL.
  static MemorySegment address(String path) throws IOException {
    byte[] name = path.getBytes(UTF_8);
    boolean unnamed = path.startsWith("@");
    if (name.length < 2 || name.length > LONGEST_PATH || (!unnamed && name[0] != '/')) {
      throw new IOException("There can't be a Unix socket " + path);
    }
    if (unnamed) {
      name[0] = 0;
    }
    var address = Arena.ofAuto().allocate(Short.BYTES + name.length + (unnamed ? 0 : 1));
    address.set(ValueLayout.JAVA_SHORT, 0, (short) Libc.AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, name.length);
    return address;
  }

  /// Sends `bytes` as one datagram, and waits for room at most `patience`.
  ///
  /// @return false if it is too large to be sent at all
  /// @throws IOException if nobody listens, or has not taken in time what was sent before
  public synchronized boolean send(byte[] bytes, Duration patience) throws IOException {
    if (closed) {
      throw new IOException("The socket to " + path + " is closed");
    }
    long end = System.nanoTime() + patience.toNanos();
    try (var arena = Arena.ofConfined()) {
      var message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      while (true) {
        long sent = Libc.sendTo(socket, message, Libc.MSG_NOSIGNAL_DONTWAIT, address);
        if (sent >= 0) {
          return true;
        }
        if (sent == -Libc.EMSGSIZE) {
          return false;
        }
        if (sent != -Libc.EAGAIN || System.nanoTime() > end) {
          throw new IOException("Can't send to " + path + " (errno " + -sent + ")");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Libc.close(socket);
    }
  }
}
