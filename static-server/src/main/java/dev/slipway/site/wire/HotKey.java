package dev.slipway.site.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/// All of a request that a finished answer depends on, as bytes: its method, host, path and the
/// fields that choose among the forms of a file; the query only if an answer depends on it.
final class HotKey {

  private static final Field[] FIELDS = {Field.HOST, Field.ACCEPT_ENCODING, Field.IF_NONE_MATCH};

  /// Parts end with a byte that can be in none of them; one that is missing begins with another.
  private static final byte END = '\n';

  private static final byte MISSING = 0;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SplittableRandom().nextLong();
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private HotKey() {}

  /// Returns how long the key of `head` is, in which no field is repeated.
  ///
  /// @param queried whether the query is part of it
  static int length(RequestHead head, boolean queried) {
    int length = 2 + targetEnd(head, queried) - head.targetStart() + 1;
    for (var field : FIELDS) {
      length += length(head, field);
    }
    return length;
  }

  /// Puts the key of `head` into `to`, from its byte `at` on, and returns where it ends.
  static int put(RequestHead head, boolean queried, byte[] to, int at) {
    to[at] = method(head);
    to[at + 1] = kind(queried);
    int end = put(head.bytes(), head.targetStart(), targetEnd(head, queried), to, at + 2);
    for (var field : FIELDS) {
      end = put(head, field, to, end);
    }
    return end;
  }

  /// Tells whether what `in` has from `at` to `end` is the key of `head`.
  static boolean isOf(RequestHead head, boolean queried, byte[] in, int at, int end) {
    if (in[at] != method(head) || in[at + 1] != kind(queried)) {
      return false;
    }
    int next = next(in, at + 2, end, head, head.targetStart(), targetEnd(head, queried));
    var fields = head.fields();
    for (var field : FIELDS) {
      if (next < 0) {
        return false;
      }
      next =
          fields.has(field)
              ? next(in, next, end, head, fields.from(field), fields.to(field))
              : nextMissing(in, next, end);
    }
    return next == end;
  }

  /// Returns a number that is the same for the same keys, and that nobody can foretell.
  static int hash(RequestHead head, boolean queried) {
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

  /// Returns where the next part begins if the one at `at` is what `head` has from `from` to `to`,
  /// and a negative number if not.
  private static int next(byte[] in, int at, int last, RequestHead head, int from, int to) {
    int end = at + to - from;
    boolean same =
        end < last && in[end] == END && Arrays.equals(in, at, end, head.bytes(), from, to);
    return same ? end + 1 : -1;
  }

  private static int nextMissing(byte[] in, int at, int last) {
    return at + 1 < last && in[at] == MISSING && in[at + 1] == END ? at + 2 : -1;
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
}
