package dev.slipway.site.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/// All of a request that a finished answer depends on: its method, host, path and the fields that
/// choose among the forms of a file; the query only if an answer depends on it.
final class HotKey {

  /// The longest key that is worth to keep.
  static final int LONGEST = 2048;

  private static final Field[] FIELDS = {Field.HOST, Field.ACCEPT_ENCODING, Field.IF_NONE_MATCH};

  /// Parts end with a byte that can be in none of them; one that is missing begins with another.
  private static final byte END = '\n';

  private static final byte MISSING = 0;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SplittableRandom().nextLong();
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final byte[] bytes;
  private final int hash;

  private HotKey(byte[] bytes, int hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /// Returns the key of `head`, in which no field is repeated, with its query if `queried`.
  static HotKey of(RequestHead head, boolean queried) {
    int targetEnd = targetEnd(head, queried);
    int length = 2 + targetEnd - head.targetStart() + 1;
    for (var field : FIELDS) {
      length += length(head, field);
    }
    var bytes = new byte[length];
    bytes[0] = method(head);
    bytes[1] = kind(queried);
    int at = put(head.bytes(), head.targetStart(), targetEnd, bytes, 2);
    for (var field : FIELDS) {
      at = put(head, field, bytes, at);
    }
    return new HotKey(bytes, hash(head, queried));
  }

  /// Returns what finds the key that [#of] would return, as long as `head` is what it is: it looks
  /// at its bytes in place.
  static Object finder(RequestHead head, boolean queried) {
    return new Finder(head, queried, hash(head, queried));
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HotKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private static byte method(RequestHead head) {
    return (byte) (head.isHead() ? 'H' : 'G');
  }

  private static byte kind(boolean queried) {
    return (byte) (queried ? '?' : '/');
  }

  private static int targetEnd(RequestHead head, boolean queried) {
    return queried ? head.targetEnd() : head.pathEnd();
  }

  private static int length(RequestHead head, Field field) {
    var fields = head.fields();
    return fields.has(field) ? fields.to(field) - fields.from(field) + 1 : 2;
  }

  private static int put(RequestHead head, Field field, byte[] to, int at) {
    var fields = head.fields();
    if (fields.has(field)) {
      return put(head.bytes(), fields.from(field), fields.to(field), to, at);
    }
    to[at] = MISSING;
    to[at + 1] = END;
    return at + 2;
  }

  private static int put(byte[] from, int start, int end, byte[] to, int at) {
    int length = end - start;
    System.arraycopy(from, start, to, at, length);
    to[at + length] = END;
    return at + length + 1;
  }

  private static int hash(RequestHead head, boolean queried) {
    long hash = mixed(SEED, method(head) << Byte.SIZE | kind(queried));
    hash = mixed(hash, head.bytes(), head.targetStart(), targetEnd(head, queried));
    var fields = head.fields();
    for (var field : FIELDS) {
      hash =
          fields.has(field)
              ? mixed(hash, head.bytes(), fields.from(field), fields.to(field))
              : mixed(hash, MISSING);
    }
    return Long.hashCode(hash);
  }

  private static long mixed(long hash, byte[] bytes, int from, int to) {
    long mixed = mixed(hash, to - from);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      mixed = mixed(mixed, (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    return mixed(mixed, rest);
  }

  private static long mixed(long hash, long more) {
    long product = (hash ^ more) * FACTOR;
    return product ^ product >>> Integer.SIZE;
  }

  /// Equal to the key of its request, so that a map finds that.
  private static final class Finder {

    private final RequestHead head;
    private final boolean queried;
    private final int hash;

    private Finder(RequestHead head, boolean queried, int hash) {
      this.head = head;
      this.queried = queried;
      this.hash = hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof HotKey key && hash == key.hash && isOf(key.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    private boolean isOf(byte[] key) {
      if (key[0] != method(head) || key[1] != kind(queried)) {
        return false;
      }
      int at = next(key, 2, head.targetStart(), targetEnd(head, queried));
      var fields = head.fields();
      for (var field : FIELDS) {
        if (at < 0) {
          return false;
        }
        at =
            fields.has(field)
                ? next(key, at, fields.from(field), fields.to(field))
                : nextMissing(key, at);
      }
      return at == key.length;
    }

    /// Returns where the next part begins if the one at `at` is the request's from `from` to `to`,
    /// and a negative number if not.
    private int next(byte[] key, int at, int from, int to) {
      int end = at + to - from;
      boolean same =
          end < key.length
              && key[end] == END
              && Arrays.equals(key, at, end, head.bytes(), from, to);
      return same ? end + 1 : -1;
    }

    private static int nextMissing(byte[] key, int at) {
      return at + 1 < key.length && key[at] == MISSING && key[at + 1] == END ? at + 2 : -1;
    }
  }
}
