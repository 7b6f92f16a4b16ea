package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.access.SharingKey;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.deployment.DeploymentState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guarded host on a real server.
final class GuardedSiteTest {

  private static final String HOST = RunningSites.HOST;
  private static final String DOOR = "/.slipway/access";
  private static final SharingKey KEY = SharingKey.random();
  private static final BypassToken TOKEN = BypassToken.random(new SecureRandom());

  /// The hash of `open sesame`, of few iterations.
  private static final PasswordHash PASSWORD =
      new PasswordHash("pbkdf2-sha256$1000$c2FsdA==$lctMO66UVfACnXmiWxQn3MAQUEtmLYuGBm3GF5VMmmk=");

  private static final Access GUARDED =
      new Access.Guarded(Optional.of(PASSWORD), KEY.publicKey(), Set.of(TOKEN.sha256()));

  @TempDir private Path folder;
  private RunningSites sites;

  @BeforeEach
  void start() {
    sites = new RunningSites(folder);
    var site =
        new SampleSite().page("index.html", "the plan").hashed("app-B1x2Y3z4.js", "secret()");
    var open = RecordingRoutes.production(site.pack(folder));
    sites
        .routes()
        .set(
            "shop", new Route.Ready(open.deployment(), open.artifact(), false, List.of(), GUARDED));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void showsStrangersTheDoorInsteadOfAnyFile() throws IOException, InterruptedException {
    for (var path : List.of("/", "/app-B1x2Y3z4.js", "/missing", "/.slipway/x", "/%00")) {
      var answer = sites.get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).contains("Enter the password").doesNotContain("the plan");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }
  }

  @Test
  void answersNoOtherMethodEither() throws IOException, InterruptedException {
    for (var method : List.of("OPTIONS", "HEAD", "DELETE", "PUT")) {
      var answer =
          sites.send(method, HOST, "/", "Origin", "https://a.example", "Range", "bytes=0-1");

      assertThat(answer.statusCode()).as(method).isEqualTo(401);
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
  }

  @Test
  void opensWithThePasswordToPageAndAssets() throws IOException, InterruptedException {
    var door = sites.post(HOST, DOOR, "next=%2F%3Fa%3Db&password=open+sesame");
    var cookie = cookie(door);

    var page = sites.get("/", "Cookie", cookie);
    var asset = sites.get("/app-B1x2Y3z4.js", "Cookie", cookie);
    var missing = sites.get("/missing", "Cookie", cookie);

    assertThat(door.statusCode()).isEqualTo(303);
    assertThat(door.headers().firstValue("Location")).contains("/?a=b");
    assertThat(door.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("slipway-access=p1.")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
    assertThat(page.body()).isEqualTo("the plan");
    assertThat(asset.body()).isEqualTo("secret()");
    assertThat(asset.headers().firstValue("Cache-Control"))
        .contains("private, max-age=31536000, immutable");
    assertThat(missing.statusCode()).isEqualTo(404);
    for (var answer : List.of(page, asset)) {
      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");
      assertThat(answer.headers().firstValue("Vary").orElseThrow()).contains("Cookie");
      assertThat(answer.headers().firstValue("X-Robots-Tag")).contains("noindex");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void saysNothingOfAFileWithoutTheCookieThatItSaidWithIt()
      throws IOException, InterruptedException {
    var cookie = cookie(sites.post(HOST, DOOR, "password=open+sesame"));
    var tag = sites.get("/", "Cookie", cookie).headers().firstValue("ETag").orElseThrow();

    var known = sites.get("/", "Cookie", cookie, "If-None-Match", tag);
    var stranger = sites.get("/", "If-None-Match", tag);

    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(stranger.statusCode()).isEqualTo(401);
  }

  @Test
  void keepsGuardingWhatIsNotReady() throws IOException, InterruptedException {
    var building = (Route.NotReady) RecordingRoutes.notReady(DeploymentState.BUILDING);
    sites.routes().set("next--shop", new Route.NotReady(building.deployment(), GUARDED));

    var stranger = sites.send("GET", "next--shop.localhost", "/");
    var known =
        sites.send("GET", "next--shop.localhost", "/", "x-slipway-bypass", TOKEN.secret().reveal());

    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.body()).doesNotContain("being built", "abc123def4", "friends");
    assertThat(known.statusCode()).isEqualTo(503);
    assertThat(known.body()).contains("This deployment is being built");
  }

  @Test
  void followsAShareLinkOnItsOwnHostAlone() throws IOException, InterruptedException {
    var expiry = RunningSites.CLOCK.instant().plus(Duration.ofHours(1));
    var token = KEY.sign("shop", expiry).text();
    sites.routes().set("next--shop", sites.routes().resolve(new HostLabel("shop")));

    var followed = sites.get("/a/?x=1&slipway_share=" + token);
    var page = sites.get("/", "Cookie", cookie(followed));
    var elsewhere = sites.send("GET", "next--shop.localhost", "/?slipway_share=" + token);
    var carried = sites.send("GET", "next--shop.localhost", "/", "Cookie", cookie(followed));

    assertThat(followed.statusCode()).isEqualTo(303);
    assertThat(followed.headers().firstValue("Location")).contains("/a/?x=1");
    assertThat(page.body()).isEqualTo("the plan");
    assertThat(elsewhere.statusCode()).isEqualTo(401);
    assertThat(elsewhere.body()).contains("does not open the site any more");
    assertThat(carried.statusCode()).isEqualTo(401);
  }

  @Test
  void opensWhileNobodyCanBeAsked() throws IOException, InterruptedException {
    sites.get("/");
    sites.routes().setDown(true);

    var cookie = cookie(sites.post(HOST, DOOR, "password=open+sesame"));

    assertThat(sites.get("/", "Cookie", cookie).body()).isEqualTo("the plan");
  }

  @Test
  void closesAtOnceWhenItBecomesGuarded() throws IOException, InterruptedException {
    var guarded = (Route.Ready) sites.routes().resolve(new HostLabel("shop"));
    sites.routes().set("shop", new Route.Ready(guarded.deployment(), guarded.artifact(), false));
    var before = sites.get("/");

    sites.routes().set("shop", guarded);

    assertThat(before.body()).isEqualTo("the plan");
    assertThat(sites.get("/").statusCode()).isEqualTo(401);
  }

  @Test
  void readsNoFormThatIsTooLong() throws IOException, InterruptedException {
    var answer = sites.post(HOST, DOOR, "password=" + "x".repeat(100_000));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(sites.get("/").statusCode()).isEqualTo(401);
  }

  @Test
  void readsAFormWhoseLengthNobodyAnnounced() throws IOException {
    var head = "POST " + DOOR + " HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n";
    var form = "password=open+sesame";

    var answer =
        sites.raw(
            head
                + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                    .formatted(form.length(), form));
    var endless =
        sites.raw(
            head
                + "Transfer-Encoding: chunked\r\n\r\n1000\r\n"
                + "x".repeat(4096)
                + "\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 303 ");
    assertThat(endless).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void countsTheTriesOfEachClientOfTheProxy() throws IOException, InterruptedException {
    for (int i = 0; i < 10; i++) {
      assertThat(guess("192.0.2.1, 198.51.100.7")).isEqualTo(401);
    }

    assertThat(guess("198.51.100.7")).isEqualTo(429);
    assertThat(guess("198.51.100.7, 198.51.100.8")).isEqualTo(401);
  }

  private int guess(String forwarded) throws IOException, InterruptedException {
    return sites.post(HOST, DOOR, "password=no", "X-Forwarded-For", forwarded).statusCode();
  }

  private static String cookie(HttpResponse<String> answer) {
    var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }
}
