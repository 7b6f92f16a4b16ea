package dev.slipway.receiver.route;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;

/// One call: a method, a path and what answers it.
///
/// @param path as Helidon and OpenAPI write it, with `{name}` for a segment
public record Endpoint(Method method, String path, Handler handler) {

  public static Endpoint get(String path, Handler handler) {
    return new Endpoint(Method.GET, path, handler);
  }

  public static Endpoint post(String path, Handler handler) {
    return new Endpoint(Method.POST, path, handler);
  }

  public static Endpoint patch(String path, Handler handler) {
    return new Endpoint(Method.PATCH, path, handler);
  }

  public static Endpoint put(String path, Handler handler) {
    return new Endpoint(Method.PUT, path, handler);
  }

  public static Endpoint delete(String path, Handler handler) {
    return new Endpoint(Method.DELETE, path, handler);
  }
}
