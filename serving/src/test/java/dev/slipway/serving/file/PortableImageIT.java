package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.image.nginx.SiteServer;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.testing.SmallSite;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A portable image beside the platform's own server: both get the same requests.
final class PortableImageIT {

  private static final Terms PRODUCTION = new Terms("http", false, true);
  private static final String REDIRECTS =
      """
      /forced           /new                 302!
      /about            /new                 302
      /news/*           /archive/:splat      301
      /moved/*          https://new.example/:splat 307
      /u/:name/post/:id /p/:id/by/:name      308
      /with             /to?x=1#part         301
      /home             /docs/               200
      /pages/:page      /:page               200
      /lost             /sorry.html          404
      /gone             /sorry.html          410
      /self             /self                301
      """;
  private static final String HEADERS =
      """
      /*
        X-Frame-Options: DENY
        X-Odd: "quoted" $uri ${request_uri}; } { # \\\\ 'x'
      /docs/*
        X-Frame-Options: SAMEORIGIN
        Cache-Control: public, max-age=60
        Vary: X-Place
      /plain.txt
        ! X-Frame-Options
        Content-Disposition: attachment
      /private/*
        Basic-Auth: ada:lovelace
      """;
  private static final List<String> FIELDS =
      List.of(
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Type",
          "Link",
          "Location",
          "Referrer-Policy",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "X-Odd");

  @TempDir private Path folder;

  @Test
  void hasEveryFileByteForByte() throws InterruptedException {
    var paths =
        new String[] {
          "404.html",
          "a b/ü $x {y} \"z\" 'q'; #.txt",
          "app.js",
          "assets/x-hashed.js",
          "index.html",
          "plain.txt"
        };
    var tar = new SmallSite(paths).pack(folder);

    try (var artifact = Artifact.open(tar);
        var running = new RunningImage(tar, folder)) {
      for (var file : artifact.manifest().files()) {
        var address = RequestPath.exactly(file.path()).encoded();
        var got = running.answer(AskedFor.get(file.path().equals("index.html") ? "/" : address));
        if (file.path().equals("404.html")) {
          assertThat(got.statusCode()).isEqualTo(308);
        } else {
          assertThat(sha256(got.body())).as(file.path()).isEqualTo(file.sha256());
        }
      }
    }
  }

  @Test
  void answersAsThePlatformDoes() throws InterruptedException {
    var site =
        new SmallSite(
                "404.html",
                "about.html",
                "app.js",
                "archive/old.html",
                "assets/x-hashed.js",
                "docs/404.html",
                "docs/guide.html",
                "docs/index.html",
                "forced.html",
                "index.html",
                "both.html",
                "both/index.html",
                "plain.txt",
                "private/x.txt",
                "sorry.html",
                "w$x {y} \"z\" 'q' ;#~.html",
                "ü/é è.html")
            .link("about.html", "</app.js>; rel=preload; as=script")
            .rules(rules());
    var targets =
        List.of(
            "/",
            "/?q=1",
            "/index.html",
            "/index",
            "/about",
            "/about/",
            "/about.html?x=1",
            "/About",
            "/ABOUT.html",
            "/docs",
            "/docs/",
            "/docs/index",
            "/docs/guide",
            "/docs/guide/",
            "/docs/guide.html",
            "/docs/none",
            "/docs/none/deeper",
            "/none",
            "/none.css",
            "/app.js",
            "/app.js.br",
            "/app.js/",
            "/assets/x-hashed.js",
            "/plain.txt",
            "/both",
            "/both/",
            "/both.html",
            "/forced",
            "/forced.html",
            "/news/2026/a%20b?q=1",
            "/news",
            "/moved/x",
            "/u/ada/post/7",
            "/with",
            "/with?y=2",
            "/home",
            "/pages/about",
            "/pages/missing",
            "/lost",
            "/gone",
            "/self",
            "/sorry",
            "/sorry.html",
            "/%C3%BC/%C3%A9%20%C3%A8",
            "/%C3%BC/%C3%A9%20%C3%A8.html",
            "/a%2fb",
            "/a//b",
            "/%2e%2e/x",
            "/a/%5cb",
            "/x%0d%0aSet-Cookie:%20a=b",
            "/news/x%0d%0aSet-Cookie:%20a=b",
            "/404.html",
            "/404",
            "/etc/slipway/nginx.conf",
            "/w$x%20%7By%7D%20%22z%22%20'q'%20;%23~",
            "/w$x%20%7By%7D%20%22z%22%20'q'%20;%23~.html",
            "/w$x%20%7By%7D%20%22z%22%20'q'%20;%23~/");

    var differences = differences(site, targets);

    assertThat(differences).isEmpty();
  }

  @Test
  void answersNavigationsOfAnAppAsThePlatformDoes() throws InterruptedException {
    var site = new SmallSite("app.js", "docs/404.html", "index.html").singlePage();

    var differences =
        differences(
            site,
            List.of("/", "/any/route", "/any/image.png", "/docs/none", "/index.html", "/app.js"));

    assertThat(differences).isEmpty();
  }

  @Test
  void spellsPathsAsTheSiteWantsThem() throws InterruptedException {
    for (var slash : PathStyle.TrailingSlash.values()) {
      for (var clean : List.of(true, false)) {
        var site =
            new SmallSite("about.html", "docs/index.html", "index.html")
                .rules(new SiteRules(List.of(), List.of(), List.of(), new PathStyle(clean, slash)));

        var differences =
            differences(
                site,
                List.of(
                    "/",
                    "/index.html",
                    "/about",
                    "/about/",
                    "/about.html",
                    "/docs",
                    "/docs/",
                    "/docs/index",
                    "/docs/index.html"));

        assertThat(differences).as("clean %s, slash %s", clean, slash).isEmpty();
      }
    }
  }

  @Test
  void keepsWhatIsProtectedFromEverybody() throws InterruptedException {
    var tar = new SmallSite("index.html", "private/x.txt").rules(rules()).pack(folder);

    try (var running = new RunningImage(tar, folder)) {
      for (var target :
          List.of("/private/x.txt", "/private", "/%70rivate/x.txt", "/private/%78.txt")) {
        var got = running.answer(AskedFor.get(target));

        assertThat(got.statusCode()).as(target).isEqualTo(403);
        assertThat(new String(got.body(), UTF_8)).doesNotContain("[private");
      }
    }
  }

  @Test
  void answersConditionsRangesAndOtherMethods() throws InterruptedException {
    var tar = new SmallSite("index.html", "plain.txt").pack(folder);

    try (var running = new RunningImage(tar, folder)) {
      var first = running.answer(AskedFor.get("/plain.txt"));
      var tag = first.headers().firstValue("ETag").orElseThrow();
      var again = running.answer(AskedFor.get("/plain.txt"), "If-None-Match", tag);
      var part = running.answer(AskedFor.get("/plain.txt"), "Range", "bytes=1-5");
      var options = running.answer(AskedFor.by("OPTIONS", "/plain.txt"));
      var post = running.answer(AskedFor.by("POST", "/plain.txt"));

      assertThat(first.headers().firstValue("Last-Modified"))
          .contains("Tue, 03 Nov 2026 08:09:10 GMT");
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.headers().firstValue("Cache-Control"))
          .contains("public, max-age=0, must-revalidate");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(new String(part.body(), UTF_8)).isEqualTo("plain");
      assertThat(options.statusCode()).isEqualTo(204);
      assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(running.stop()).isZero();
      assertThat(running.log()).isEmpty();
    }
  }

  @Test
  void hasTheIdThatWasForetold() throws InterruptedException {
    var tar = new SmallSite("index.html").pack(folder);

    try (var running = new RunningImage(tar, folder)) {
      var id = running.image().id();
      var found =
          RunningImage.docker(
              "image",
              "inspect",
              "--format",
              "{{.Id}} {{.Config.User}} {{json .Config.Labels}}",
              "slipway/lighthouse:a1b2c3d4e5");

      assertThat(found)
          .startsWith(id + " 65532:65532 ")
          .contains(
              "\"org.opencontainers.image.revision\":\"0123456789abcdef0123456789abcdef01234567\"",
              "\"org.opencontainers.image.source\":\"https://git.example/ada/lighthouse\"",
              "\"org.opencontainers.image.created\":\"2026-11-03T08:09:10Z\"",
              "\"org.opencontainers.image.title\":\"lighthouse\"",
              "\"dev.slipway.project\":\"lighthouse\"",
              "\"dev.slipway.deployment\":\"a1b2c3d4e5\"",
              "\"dev.slipway.artifact\":\"sha256:5555");
    }
  }

  @Test
  void saysWhatItDoesNotDo() {
    var sources =
        RuleSources.NONE.withRedirects(
            new RuleFile(
                "_redirects", "/welcome /de/ 302 Language=de\n/store id=:id /b/:id 301\n"));
    var tar = new SmallSite("index.html").rules(RuleCompiler.compile(sources).rules()).pack(folder);

    try (var artifact = Artifact.open(tar)) {
      assertThat(SiteServer.of(artifact.manifest()).notes())
          .containsExactly(
              "The image does not do _redirects:1: what depends on more than the path.",
              "The image does not do _redirects:2: what depends on more than the path.");
    }
  }

  private static SiteRules rules() {
    return RuleCompiler.compile(
            RuleSources.NONE
                .withRedirects(new RuleFile("_redirects", REDIRECTS))
                .withHeaders(new RuleFile("_headers", HEADERS)))
        .rules();
  }

  /// Asks both for each of `targets`, as a script, a person and a compressing client do.
  private List<String> differences(SmallSite site, List<String> targets)
      throws InterruptedException {
    var tar = site.pack(folder);
    var found = new ArrayList<String>();
    try (var artifact = Artifact.open(tar);
        var running = new RunningImage(tar, folder)) {
      var files = new SiteFiles(artifact, PRODUCTION, Clock.systemUTC());
      for (var target : targets) {
        for (var fields :
            List.of(
                new String[] {"Accept", "*/*"},
                new String[] {"Accept", "text/html", "Accept-Encoding", "br"},
                new String[] {"Sec-Fetch-Mode", "navigate"})) {
          var asked = AskedFor.get(target);
          for (var i = 0; i < fields.length; i += 2) {
            asked.with(fields[i], fields[i + 1]);
          }
          var ours = shown(artifact, files.answer(asked));
          var theirs = shown(running.answer(asked, fields));
          if (!ours.equals(theirs)) {
            found.add(
                "%s %s%n  ours:   %s%n  theirs: %s"
                    .formatted(target, List.of(fields), ours, theirs));
          }
        }
      }
    }
    return found;
  }

  private static String shown(Artifact artifact, Answer answer) {
    var fields = new TreeMap<String, String>();
    for (var name : FIELDS) {
      var value = answer.headers().get(name);
      if (value != null) {
        fields.put(name, value);
      }
    }
    var body =
        answer.body() instanceof Body.Whole(var extent)
            ? UTF_8.decode(artifact.read(extent)).toString()
            : "";
    return shown(answer.status(), fields, body);
  }

  private static String shown(HttpResponse<byte[]> answer) {
    var fields = new TreeMap<String, String>();
    for (var name : FIELDS) {
      answer.headers().firstValue(name).ifPresent(value -> fields.put(name, value));
    }
    return shown(answer.statusCode(), fields, new String(answer.body(), UTF_8));
  }

  /// What a page of the server's own says is not compared.
  private static String shown(int status, Map<String, String> fields, String body) {
    boolean page = status >= 400 && (body.isEmpty() || body.startsWith("<"));
    boolean own = page || (status >= 300 && status < 400);
    if (own) {
      fields.remove("Content-Type");
    }
    return status + " " + fields + (own ? "" : body);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
