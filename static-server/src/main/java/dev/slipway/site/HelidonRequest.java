package dev.slipway.site;

import dev.slipway.serving.http.Request;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// A request that came in by Helidon.
record HelidonRequest(ServerRequest request) implements Request {

  @Override
  public String method() {
    return request.prologue().method().text();
  }

  @Override
  public String authority() {
    return request.authority();
  }

  @Override
  public String path() {
    return request.prologue().uriPath().rawPath();
  }

  @Override
  public String query() {
    return request.prologue().query().rawValue();
  }

  @Override
  public Optional<String> header(String name) {
    var header = HeaderNames.create(name);
    return request.headers().contains(header)
        ? Optional.of(
            String.join(
                name.equalsIgnoreCase("Cookie") ? "; " : ", ",
                request.headers().get(header).allValues()))
        : Optional.empty();
  }

  @Override
  public String client() {
    return ClientAddress.of(request);
  }

  @Override
  public Optional<byte[]> body(int most) {
    return SmallBody.read(request, most);
  }
}
