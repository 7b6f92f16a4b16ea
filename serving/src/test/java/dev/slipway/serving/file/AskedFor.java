package dev.slipway.serving.file;

import dev.slipway.serving.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A request that remembers what was looked at.
final class AskedFor implements Request {

  private final String method;
  private final String path;
  private final String query;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> lookedAt = new TreeSet<>();

  private AskedFor(String method, String target) {
    int mark = target.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? "" : target.substring(mark + 1);
  }

  static AskedFor get(String target) {
    return new AskedFor("GET", target);
  }

  static AskedFor by(String method, String target) {
    return new AskedFor(method, target);
  }

  AskedFor with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Returns the names of fields, and `?` for the query.
  Set<String> lookedAt() {
    return lookedAt;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String authority() {
    return "Shop.localhost:8080";
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    lookedAt.add("?");
    return query;
  }

  @Override
  public Optional<String> header(String name) {
    lookedAt.add(name);
    return Optional.ofNullable(headers.get(name));
  }
}
