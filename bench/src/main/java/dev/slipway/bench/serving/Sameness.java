package dev.slipway.bench.serving;

import dev.slipway.bench.server.ProgramException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks that servers answer the same, byte by byte, before anybody compares how fast they do: the
/// status, the body and its encoding, and that they say of a file that it has not changed.
final class Sameness {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  /// The encodings that are asked for, and what the name of a file with the answer ends with.
  private static final Map<String, String> ENCODINGS =
      Map.of(Visitor.IDENTITY, "", "br", ".br", "gzip", ".gz");

  private final Corpus corpus;
  private final List<WebServer> servers;

  Sameness(Corpus corpus, List<WebServer> servers) {
    this.corpus = corpus;
    this.servers = List.copyOf(servers);
  }

  /// Asks every server for every file of every `step`-th site, and for those that are asked for
  /// alone; returns how many answers were compared.
  ///
  /// @throws ProgramException for the first answer that is another
  int check(int step) throws IOException, InterruptedException {
    int compared = 0;
    try (var visitor = new Visitor()) {
      for (int i = 0; i < corpus.sites().size(); i += step) {
        var site = corpus.sites().get(i);
        for (var path : site.paths()) {
          compared += check(visitor, site, path);
        }
      }
      for (var single : SiteMaker.SINGLE.keySet()) {
        compared += check(visitor, corpus.sites().getFirst(), "/" + single);
      }
    }
    return compared;
  }

  private int check(Visitor visitor, Site site, String path)
      throws IOException, InterruptedException {
    var file = corpus.folders().resolve(site.host()).resolve(file(path));
    for (var server : servers) {
      for (var encoding : ENCODINGS.entrySet()) {
        var answer = visitor.get(server.port(), site.host(), path, encoding.getKey());
        var compressed = Path.of(file + encoding.getValue());
        boolean plain = encoding.getValue().isEmpty() || Files.notExists(compressed);
        require(server, answer, OK, plain ? file : compressed);
        require(server, answer, plain ? Optional.empty() : Optional.of(encoding.getKey()));
      }
      var tag = visitor.get(server.port(), site.host(), path, Visitor.IDENTITY).headers();
      var again =
          visitor.revalidate(
              server.port(), site.host(), path, tag.firstValue("ETag").orElse("none"));
      require(server, again, NOT_MODIFIED, Path.of("/dev/null"));
    }
    return servers.size() * (ENCODINGS.size() + 1);
  }

  private static String file(String path) {
    return path.equals("/") ? "index.html" : path.substring(1);
  }

  private static void require(WebServer server, HttpResponse<byte[]> answer, int status, Path body)
      throws IOException {
    if (answer.statusCode() != status || !Arrays.equals(answer.body(), Files.readAllBytes(body))) {
      throw new ProgramException(
          "%s answers %s to %s with %d bytes, not those of %s"
              .formatted(
                  server.name(),
                  answer.statusCode(),
                  answer.request(),
                  answer.body().length,
                  body));
    }
  }

  private static void require(
      WebServer server, HttpResponse<byte[]> answer, Optional<String> encoding) {
    var found = answer.headers().firstValue("Content-Encoding");
    if (!found.equals(encoding)) {
      throw new ProgramException(
          "%s answers %s with the encoding %s, not %s"
              .formatted(server.name(), answer.request(), found, encoding));
    }
  }
}
