package dev.slipway.site.wire;

import dev.slipway.serving.http.Request;
import java.util.Optional;

/// A request of the fast transport, which remembers what was looked at to answer it. For one
/// thread.
final class WireRequest implements Request {

  /// What a [HotKey] has the values of.
  private static final int KEYED =
      Field.HOST.bit() | Field.ACCEPT_ENCODING.bit() | Field.IF_NONE_MATCH.bit();

  private final RequestHead head;
  private int missed;
  private boolean queried;
  private boolean varied;

  /// Asks what `head` says.
  WireRequest(RequestHead head) {
    this.head = head;
  }

  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String authority() {
    return head.fields().value(Field.HOST);
  }

  @Override
  public String path() {
    return head.path();
  }

  @Override
  public String query() {
    queried = true;
    return head.query();
  }

  @Override
  public Optional<String> header(String name) {
    var field = Field.named(name);
    if (field == null) {
      varied = true;
    } else if (!head.fields().has(field)) {
      missed |= field.bit();
    } else if ((field.bit() & KEYED) == 0) {
      varied = true;
    }
    return head.fields().header(name);
  }

  /// Tells whether the query was looked at.
  boolean wasQueried() {
    return queried;
  }

  /// Returns the fields that were looked for and aren't there, each by its bit.
  int missed() {
    return missed;
  }

  /// Tells whether anything was looked at that a [HotKey] has no value of.
  boolean isVaried() {
    return varied;
  }
}
