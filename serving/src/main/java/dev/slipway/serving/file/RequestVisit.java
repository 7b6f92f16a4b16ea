package dev.slipway.serving.file;

import dev.slipway.artifact.rules.Visit;
import dev.slipway.serving.host.Hosts;
import dev.slipway.serving.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request as rules see it. Remembers which fields they looked at, since the answer depends on
/// these.
final class RequestVisit implements Visit {

  private final Request request;
  private final String scheme;
  private final String path;
  private final List<String> fields = new ArrayList<>(0);

  RequestVisit(Request request, String scheme, RequestPath path) {
    this.request = request;
    this.scheme = scheme;
    this.path = path.decoded();
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public String host() {
    return Hosts.name(request.authority());
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return request.query();
  }

  @Override
  public Optional<String> header(String name) {
    if (!fields.contains(name)) {
      fields.add(name);
    }
    return request.header(name);
  }

  /// Returns the names of the fields that were looked at.
  List<String> fields() {
    return fields;
  }
}
