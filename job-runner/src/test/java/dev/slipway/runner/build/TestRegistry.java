package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// A registry on a loopback address that has one image: the half of the distribution API that pulls
/// need. Engines take plain HTTP from such addresses.
final class TestRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";
  private static final String PATH = "/v2/team/builder/";

  private final HttpServer server;
  private final Map<String, byte[]> content = new HashMap<>();
  private final String digest;

  /// @param layer of the image
  TestRegistry(byte[] layer) throws IOException {
    var config = BusyboxImage.config(layer);
    var manifest =
        """
        {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": [%s]}
        """
            .formatted(MANIFEST, described(CONFIG, config), described(LAYER, layer))
            .getBytes(UTF_8);
    digest = digest(manifest);
    content.put("manifests/" + digest, manifest);
    content.put("blobs/" + digest(config), config);
    content.put("blobs/" + digest(layer), layer);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  /// Returns what the image is called: where it is, and its digest.
  String image() {
    return "127.0.0.1:%d/team/builder@%s".formatted(server.getAddress().getPort(), digest);
  }

  /// From now on has other bytes for the image's manifest than its digest says.
  void forge() {
    var forged = new String(content.get("manifests/" + digest), UTF_8) + " ";
    content.put("manifests/" + digest, forged.getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var known = path.startsWith(PATH) ? content.get(path.substring(PATH.length())) : null;
      if (path.equals("/v2/")) {
        exchange.sendResponseHeaders(200, -1);
      } else if (known == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        var type = path.contains("/manifests/") ? MANIFEST : "application/octet-stream";
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean asked = exchange.getRequestMethod().equals("HEAD");
        if (asked) {
          exchange.getResponseHeaders().set("Content-Length", Integer.toString(known.length));
        }
        exchange.sendResponseHeaders(200, asked ? -1 : known.length);
        if (!asked) {
          exchange.getResponseBody().write(known);
        }
      }
    }
  }

  private static String described(String type, byte[] content) {
    return "{\"mediaType\": \"%s\", \"size\": %d, \"digest\": \"%s\"}"
        .formatted(type, content.length, digest(content));
  }

  private static String digest(byte[] bytes) {
    return "sha256:" + BusyboxImage.sha256(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
