package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Encoding;
import dev.slipway.core.alias.Route;
import dev.slipway.core.project.Environment;
import dev.slipway.site.wire.WireSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finished answers that are kept, next to those that Helidon's transport makes anew each time.
final class HotAnswersTest {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=([^\r\n]*)");
  private static final int REQUESTS = 3000;
  private static final List<String> HOSTS =
      List.of(
          "shop.localhost",
          "SHOP.localhost",
          "shop.localhost:80",
          "blog.localhost",
          "abc123def4.localhost",
          "app.localhost",
          "none.localhost");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/index.html",
          "/a.txt",
          "/a",
          "/app-B1x2Y3z4.js",
          "/missing",
          "/deep/link",
          "/%61.txt");
  private static final List<String> ENCODINGS =
      List.of("", "br", "gzip", "gzip, br", "gzip;q=0, br;q=0.5", "identity;q=0", "zstd, *;q=0");
  private static final List<String> QUERIES = List.of("", "?", "?x=1", "?x=2");

  @TempDir private Path folder;
  @TempDir private Path other;
  private RunningSites wire;
  private RunningSites helidon;
  private Route first = new Route.Unknown();

  @BeforeEach
  void start() {
    wire = new RunningSites(folder, RunningSites.LASTING);
    helidon = new RunningSites(other, RunningSites.Transport.HELIDON);
    show(1);
  }

  @AfterEach
  void stop() {
    wire.close();
    helidon.close();
  }

  @Test
  void areWhatWouldBeAnsweredAnew() throws IOException {
    var random = new Random(7);
    try (var conversation = new Conversation(wire)) {
      for (int i = 0; i < REQUESTS; i++) {
        if (i % 500 == 499) {
          show(2 + i / 500);
        }
        var request = request(random);
        var expected = fields(helidon.raw(request));

        assertThat(fields(wire.raw(request))).as(request).isEqualTo(expected);
        assertThat(fields(conversation.ask(staying(request)))).as(request).isEqualTo(expected);
      }
    }
    assertThat(wire.server().wire().keptAnswers()).isGreaterThan(20);
    assertThat(wire.server().wire().keptHits()).isGreaterThan(REQUESTS / 4);
  }

  @Test
  void areNoMoreThanTheirBudgetAllows() throws IOException {
    var usual = WireSettings.USUAL;
    var small = new WireSettings(100, 100, 100, 1 << 18, usual.pageBytes(), usual.patience());
    wire.close();
    wire = new RunningSites(folder, RunningSites.LASTING.with(small));
    wire.routes().set("shop", first);

    for (int i = 0; i < 1000; i++) {
      wire.raw(plain("/a.txt", "Accept-Encoding: br, x-" + i + "-" + "y".repeat(1000)));
    }

    assertThat(wire.server().wire().keptBytes()).isBetween(1L << 16, 1L << 18);
  }

  @Test
  void areNeverThoseOfAnotherVersion() throws IOException {
    for (int version = 2; version < 30; version++) {
      show(version);

      assertThat(wire.raw(plain("/", "X: 1"))).endsWith("home of shop, version " + version);
      assertThat(wire.raw(plain("/", "X: 2"))).endsWith("home of shop, version " + version);
    }
    wire.routes().set("shop", first);
    wire.listener().missed();

    assertThat(wire.raw(plain("/", "X: 1"))).endsWith("home of shop, version 1");
  }

  private void show(int version) {
    for (var sites : List.of(wire, helidon)) {
      for (var name : List.of("shop", "blog", "app")) {
        var home = "home of " + name + ", version " + version;
        var site =
            new SampleSite()
                .page("index.html", home)
                .encoded("index.html", Encoding.BROTLI, "br of " + home)
                .file("a.txt", "a of " + home)
                .encoded("a.txt", Encoding.GZIP, "gzip of a of " + home)
                .hashed("app-B1x2Y3z4.js", "script of " + home);
        var digest = (name.equals("app") ? site.singlePage() : site).pack(folder(sites));
        sites.routes().set(name, RecordingRoutes.production(digest));
        if (version == 1 && name.equals("shop")) {
          first = RecordingRoutes.production(digest);
        }
        if (name.equals("shop")) {
          sites
              .routes()
              .set("abc123def4", RecordingRoutes.ready(digest, Environment.PREVIEW, true));
        }
      }
      sites.listener().missed();
    }
  }

  private Path folder(RunningSites sites) {
    return sites == wire ? folder : other;
  }

  private static String request(Random random) {
    var fields = new StringBuilder();
    add(fields, random, 60, "Accept-Encoding", ENCODINGS);
    add(fields, random, 15, "If-None-Match", List.of("*", "\"x\"", "W/\"x\"", tag(1), tag(2)));
    add(fields, random, 10, "If-Modified-Since", List.of(SampleSite.LAST_MODIFIED, "nonsense"));
    add(fields, random, 5, "If-Match", List.of("*", "\"x\""));
    add(
        fields,
        random,
        10,
        "Range",
        List.of("bytes=0-3", "bytes=-2", "bytes=0-1,3-4", "bytes=99-"));
    add(fields, random, 30, "Accept", List.of("text/html,*/*", "*/*"));
    add(fields, random, 20, "Sec-Fetch-Mode", List.of("navigate", "no-cors"));
    add(fields, random, 5, "Accept-Encoding", ENCODINGS);
    return (random.nextInt(5) == 0 ? "HEAD " : "GET ")
        + pick(random, PATHS)
        + pick(random, QUERIES)
        + " HTTP/1.1\r\nHost: "
        + pick(random, HOSTS)
        + "\r\n"
        + fields
        + "Connection: close\r\n\r\n";
  }

  private static String staying(String request) {
    return request.replace("Connection: close\r\n", "");
  }

  private static String tag(int version) {
    return new SampleSite()
        .page("index.html", "home of shop, version " + version)
        .tag("index.html");
  }

  private static void add(
      StringBuilder fields, Random random, int percent, String name, List<String> values) {
    if (random.nextInt(100) < percent) {
      fields.append(name).append(": ").append(pick(random, values)).append("\r\n");
    }
  }

  private static String pick(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String plain(String path, String field) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: shop.localhost\r\n"
        + field
        + "\r\nConnection: close\r\n\r\n";
  }

  /// Returns the status line, the sorted fields and the body, but for what is of the moment.
  private static List<String> fields(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    var lines = Arrays.asList(answer.substring(0, end).split("\r\n", -1));
    var sorted =
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith("Date: ") && !line.startsWith("Connection: "))
            .filter(line -> !(lines.getFirst().contains(" 304 ") && line.endsWith("Length: 0")))
            .sorted()
            .collect(Collectors.joining("\n"));
    var boundary = BOUNDARY.matcher(answer);
    var body = answer.substring(end);
    var name = boundary.find() ? boundary.group(1) : "no boundary";
    return List.of(
        lines.getFirst(), sorted.replace(name, "BOUNDARY"), body.replace(name, "BOUNDARY"));
  }
}
