package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finished answers as bytes in an array, one behind the other: some fields of fixed length, the
/// key, what is the answer's own of its head, its body if that is kept. Each is told by where it
/// begins.
final class HotBytes {

  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private static final int HASH = 0;
  private static final int LENGTH = 4;
  private static final int HEAD = 8;
  private static final int BODY = 12;
  private static final int STATUS = 16;
  private static final int MISSED = 20;
  private static final int APART_FROM = 24;
  private static final int APART_LENGTH = 32;
  private static final int QUERIED = 40;
  private static final int USED = 41;
  private static final int LEAVING = 42;
  private static final int KEY = 43;

  private static final long NONE = -1;

  private HotBytes() {}

  /// Returns how many bytes one takes.
  static int length(int key, int own, int body) {
    return KEY + key + own + body;
  }

  /// Puts `answer` to `head`, whose key has the `hash`, into `to`.
  ///
  /// @param queried whether the query is part of the key
  static void put(
      byte[] to,
      int at,
      int hash,
      RequestHead head,
      boolean queried,
      HotAnswer answer,
      byte[] own,
      byte[] body) {
    int ownAt = HotKey.put(head, queried, to, at + KEY);
    int bodyAt = ownAt + own.length;
    System.arraycopy(own, 0, to, ownAt, own.length);
    System.arraycopy(body, 0, to, bodyAt, body.length);
    INTS.set(to, at + HASH, hash);
    INTS.set(to, at + LENGTH, bodyAt + body.length - at);
    INTS.set(to, at + HEAD, ownAt - at);
    INTS.set(to, at + BODY, bodyAt - at);
    INTS.set(to, at + STATUS, answer.status());
    INTS.set(to, at + MISSED, answer.missed());
    var apart = answer.body();
    LONGS.set(to, at + APART_FROM, apart == null ? NONE : apart.offset());
    LONGS.set(to, at + APART_LENGTH, apart == null ? NONE : apart.length());
    to[at + QUERIED] = flag(answer.queried());
    to[at + USED] = flag(false);
    to[at + LEAVING] = flag(false);
  }

  static int hash(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at + HASH);
  }

  static int length(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at + LENGTH);
  }

  /// Tells whether it is kept for requests with the key of `head`, which has the `hash`.
  static boolean isFor(byte[] bytes, int at, int hash, RequestHead head, boolean queried) {
    return hash(bytes, at) == hash
        && HotKey.isOf(head, queried, bytes, at + KEY, at + (int) INTS.get(bytes, at + HEAD));
  }

  /// Tells whether it is the answer to `head`, whose key it has.
  static boolean holds(byte[] bytes, int at, RequestHead head, boolean queried) {
    int missed = (int) INTS.get(bytes, at + MISSED);
    return HotAnswer.holds(missed, isSet(bytes, at + QUERIED), head, queried);
  }

  /// Returns what is known of it, whose source is `source`.
  static HotAnswer answer(byte[] bytes, int at, HotSource source) {
    long from = (long) LONGS.get(bytes, at + APART_FROM);
    return new HotAnswer(
        source,
        (int) INTS.get(bytes, at + STATUS),
        from == NONE ? null : new Extent(from, (long) LONGS.get(bytes, at + APART_LENGTH)),
        (int) INTS.get(bytes, at + MISSED),
        isSet(bytes, at + QUERIED));
  }

  /// Puts what is sent of it into `room`, around `common`, the date and the `ending` of the head.
  static void send(
      byte[] bytes,
      int at,
      AnswerHead.Common common,
      byte[] dateLine,
      byte[] ending,
      ByteBuffer room) {
    int own = (int) INTS.get(bytes, at + HEAD);
    int body = (int) INTS.get(bytes, at + BODY);
    room.put(bytes, at + own, body - own);
    common.put(room);
    room.put(dateLine).put(ending);
    room.put(bytes, at + body, length(bytes, at) - body);
  }

  /// Tells whether it was used since it was last told not to be.
  static boolean isUsed(byte[] bytes, int at) {
    return isSet(bytes, at + USED);
  }

  static void setUsed(byte[] bytes, int at, boolean used) {
    if (isUsed(bytes, at) != used) {
      bytes[at + USED] = flag(used);
    }
  }

  /// Tells whether it is nobody's answer any more.
  static boolean isLeaving(byte[] bytes, int at) {
    return isSet(bytes, at + LEAVING);
  }

  static void leave(byte[] bytes, int at) {
    bytes[at + LEAVING] = flag(true);
  }

  private static boolean isSet(byte[] bytes, int at) {
    return bytes[at] != 0;
  }

  private static byte flag(boolean set) {
    return (byte) (set ? 1 : 0);
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
  }
}
