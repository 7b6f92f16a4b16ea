package dev.slipway.site.wire;

import java.util.Arrays;

/// All of a request that a finished answer depends on: its method, host, path and the fields that
/// choose among the forms of a file; the query only if an answer depends on it.
final class HotKey {

  /// The longest key that is worth to keep.
  static final int LONGEST = 2048;

  private static final Field[] FIELDS = {Field.ACCEPT_ENCODING, Field.IF_NONE_MATCH};

  /// Parts end with a byte that can be in none of them; one that is missing begins with another.
  private static final byte END = '\n';

  private static final byte MISSING = 0;

  private final byte[] bytes;
  private final int hash;

  private HotKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /// Returns the key of `head`, in which no field is repeated, with its query if `queried`.
  static HotKey of(RequestHead head, boolean queried) {
    int targetEnd = queried ? head.targetEnd() : head.pathEnd();
    int length = 2 + targetEnd - head.targetStart() + 1 + length(head, Field.HOST);
    for (var field : FIELDS) {
      length += length(head, field);
    }
    var bytes = new byte[length];
    bytes[0] = (byte) (head.isHead() ? 'H' : 'G');
    bytes[1] = (byte) (queried ? '?' : '/');
    int at = put(head.bytes(), head.targetStart(), targetEnd, bytes, 2);
    at = put(head, Field.HOST, bytes, at);
    for (var field : FIELDS) {
      at = put(head, field, bytes, at);
    }
    return new HotKey(bytes);
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

  private static int length(RequestHead head, Field field) {
    return head.has(field) ? head.to(field) - head.from(field) + 1 : 2;
  }

  private static int put(RequestHead head, Field field, byte[] to, int at) {
    if (head.has(field)) {
      return put(head.bytes(), head.from(field), head.to(field), to, at);
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
}
