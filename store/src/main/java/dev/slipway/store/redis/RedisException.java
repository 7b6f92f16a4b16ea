package dev.slipway.store.redis;

import org.jspecify.annotations.Nullable;

/// Says that Redis did not do what it was asked to. It never leaves this package.
final class RedisException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;

  private RedisException(String code, String message, @Nullable Throwable cause) {
    super(message, cause, false, false); // many of them are thrown in an outage, and none is shown
    this.code = code;
  }

  /// Says that Redis is away.
  static RedisException away(@Nullable Throwable cause) {
    return new RedisException("", "Redis is away", cause);
  }

  /// Says that Redis answered with an error, whose first word is its code.
  static RedisException refused(RuntimeException answer) {
    return new RedisException(code(answer), String.valueOf(answer.getMessage()), answer);
  }

  /// Returns the code of an error of Redis.
  static String code(RuntimeException answer) {
    var message = String.valueOf(answer.getMessage());
    int end = message.indexOf(' ');
    return end < 0 ? message : message.substring(0, end);
  }

  /// Tells whether Redis did not answer.
  boolean isAway() {
    return code.isEmpty();
  }

  /// Tells whether Redis answered with the error `wanted`.
  boolean is(String wanted) {
    return code.equals(wanted);
  }
}
