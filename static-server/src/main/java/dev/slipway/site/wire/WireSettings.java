package dev.slipway.site.wire;

import java.time.Duration;

/// What the fast transport may take, and how long it waits.
///
/// @param connections how many connections a listener has at most
/// @param connectionsPerAddress how many of them may come from one address; behind a proxy all come
///   from the proxy's
/// @param requests how many requests are answered at a time
/// @param answerBytes the budget for finished answers, which have no bodies
/// @param pageBytes the budget for the pages of files that are sent from
public record WireSettings(
    int connections,
    int connectionsPerAddress,
    int requests,
    long answerBytes,
    long pageBytes,
    Patience patience) {

  private static final long MEBIBYTE = 1 << 20;

  /// What suits a small server.
  public static final WireSettings USUAL =
      new WireSettings(16_384, 16_384, 2048, 24 * MEBIBYTE, 8 * MEBIBYTE, Patience.USUAL);

  /// How long is waited for a client.
  ///
  /// @param idle for the first byte of a request
  /// @param head for the rest of its head
  /// @param write for it to take any more of an answer
  /// @param pace over how long it has to take `paceBytes` of an answer that is longer
  /// @param farewell for it to end a connection that was ended here
  public record Patience(
      Duration idle,
      Duration head,
      Duration write,
      Duration pace,
      int paceBytes,
      Duration farewell) {

    public static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(75),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            60 * 1024,
            Duration.ofSeconds(2));
  }
}
