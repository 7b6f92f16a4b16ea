package dev.slipway.serving.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.access.SharingKey;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Domain HTTPS = new Domain("https", "example.com", 443);
  private static final Domain HTTP = new Domain("http", "localhost", 8080);
  private static final HostLabel HOST = new HostLabel("next--shop");

  /// The hash of `open sesame`, of few iterations.
  private static final PasswordHash PASSWORD =
      new PasswordHash("pbkdf2-sha256$1000$c2FsdA==$lctMO66UVfACnXmiWxQn3MAQUEtmLYuGBm3GF5VMmmk=");

  private static final PasswordHash CHANGED =
      new PasswordHash("pbkdf2-sha256$1000$cGVwcGVy$7OuPBKKURF6ZzD1AG92yaWzxl6Dq0iW6hTOn4I5eMdg=");

  private static final SharingKey KEY = SharingKey.random();
  private static final BypassToken TOKEN = BypassToken.random(RANDOM);
  private static final Access.Guarded GUARDED =
      new Access.Guarded(
          Optional.of(PASSWORD),
          KEY.publicKey(),
          Set.of(BypassToken.random(RANDOM).sha256(), TOKEN.sha256()));
  private static final Access.Guarded WITHOUT_PASSWORD =
      new Access.Guarded(Optional.empty(), KEY.publicKey(), Set.of());
  private static final String NAME = "__Host-slipway-access";

  private final SettableClock clock = new SettableClock();
  private final Gate gate = new Gate(HTTPS, clock);

  @Test
  void letsEverybodyPassToAnOpenHost() {
    var passage = gate.pass(new Access.Open(), HOST, FakeRequest.get("/.slipway/access"));

    assertThat(passage).isEqualTo(new Passage.Free());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE"})
  void stopsEveryMethodWithAPage(String method) {
    var answer = stopped(FakeRequest.get("/secret.html").by(method));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Robots-Tag", "noindex")
        .containsKey("WWW-Authenticate");
    assertThat(answer.headers().get("Content-Security-Policy"))
        .contains("form-action 'self'", "frame-ancestors 'none'");
    assertThat(text(answer))
        .contains("action=\"/.slipway/access\"", "value=\"/secret.html\"")
        .doesNotContain("shop");
  }

  @Test
  void asksForNoPasswordWhereThereIsNone() {
    var page = stopped(WITHOUT_PASSWORD, FakeRequest.get("/"));
    var posted = stopped(WITHOUT_PASSWORD, logIn("password=open+sesame"));

    assertThat(page.status()).isEqualTo(401);
    assertThat(text(page)).doesNotContain("<form");
    assertThat(posted.status()).isEqualTo(401);
    assertThat(posted.headers()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void takesThePasswordForACookieOfThisHostAlone() {
    var answer = stopped(logIn("next=%2Fa%3Fb%3Dc&password=open+sesame"));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("Location", "/a?b=c")
        .containsEntry("Cache-Control", "no-store");
    assertThat(answer.headers().get("Set-Cookie"))
        .startsWith(NAME + "=p1.")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=604800")
        .doesNotContainIgnoringCase("domain");
  }

  @Test
  void setsAPlainCookieWithoutTls() {
    var plain = new Gate(HTTP, clock);

    var passage = plain.pass(GUARDED, HOST, logIn("password=open+sesame"));

    assertThat(((Passage.Stopped) passage).answer().headers().get("Set-Cookie"))
        .startsWith("slipway-access=p1.")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
  }

  @Test
  void knowsAVisitorByTheCookieUntilItExpires() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));
    var request = FakeRequest.get("/").with("Cookie", "a=b; " + NAME + "=x; " + cookie);

    assertThat(gate.pass(GUARDED, HOST, request)).isInstanceOf(Passage.Admitted.class);

    clock.pass(Duration.ofDays(7));
    assertThat(stopped(request).status()).isEqualTo(401);
  }

  @Test
  void endsSessionsWithThePassword() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));
    var request = FakeRequest.get("/").with("Cookie", cookie);
    var changed = new Access.Guarded(Optional.of(CHANGED), KEY.publicKey(), Set.of());

    assertThat(stopped(changed, request).status()).isEqualTo(401);
    assertThat(stopped(WITHOUT_PASSWORD, request).status()).isEqualTo(401);
  }

  @Test
  void takesNoSessionOfAnotherHost() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));
    var request = FakeRequest.get("/").with("Cookie", cookie);

    var passage = gate.pass(GUARDED, new HostLabel("other--shop"), request);

    assertThat(passage).isInstanceOf(Passage.Stopped.class);
  }

  @Test
  void takesNoSessionThatWasChanged() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));
    var longer = cookie.replaceFirst("p1\\.[0-9]+\\.", "p1.9999999999.");
    var otherKind = cookie.replace("=p1.", "=b1.");
    var cut = cookie.substring(0, cookie.length() - 1);

    for (var forged : new String[] {longer, otherKind, cut, NAME + "=p1..", NAME + "="}) {
      assertThat(stopped(FakeRequest.get("/").with("Cookie", forged)).status())
          .as(forged)
          .isEqualTo(401);
    }
  }

  @Test
  void saysThatAPasswordIsWrong() {
    var answer = stopped(logIn("next=%2Fa&password=open"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(text(answer)).contains("That is not the password.", "value=\"/a\"");
    assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void letsNobodyGuessForLong() {
    var other = logIn("password=open+sesame").from("192.0.2.2");
    for (int i = 0; i < 10; i++) {
      assertThat(stopped(logIn("password=" + i)).status()).isEqualTo(401);
    }

    var refused = stopped(logIn("password=open+sesame"));
    var elsewhere = gate.pass(GUARDED, new HostLabel("a--shop"), logIn("password=open+sesame"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "301");
    assertThat(((Passage.Stopped) elsewhere).answer().status()).isEqualTo(429);
    assertThat(stopped(other).status()).isEqualTo(303);

    clock.pass(Duration.ofMinutes(5));
    assertThat(stopped(logIn("password=open+sesame")).status()).isEqualTo(303);
  }

  @Test
  void countsANetworkOfIpv6AsOneClient() {
    for (int i = 0; i < 10; i++) {
      assertThat(stopped(logIn("password=no").from("2001:db8::" + i)).status()).isEqualTo(401);
    }

    assertThat(stopped(logIn("password=no").from("2001:db8::ffff")).status()).isEqualTo(429);
    assertThat(stopped(logIn("password=no").from("2001:db8:0:1::1")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://shop.example.com", "https://evil.example", "null"})
  void takesPasswordsFromItsOwnFormAlone(String origin) {
    var answer = stopped(logIn("password=open+sesame").with("Origin", origin));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void readsNoFormThatIsTooLongOrNone() {
    assertThat(stopped(logIn("password=" + "x".repeat(2048))).status()).isEqualTo(400);
    assertThat(stopped(logIn("password=%zz")).status()).isEqualTo(400);
    assertThat(stopped(logIn("")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/\tevil",
        "/a\r\nX: y",
        "javascript:alert(1)",
        "",
        "a",
        "/.slipway/access"
      })
  void goesNowhereButToAPathOfTheSameHost(String next) {
    var encoded = URLEncoder.encode(next, UTF_8);

    var answer = stopped(logIn("next=" + encoded + "&password=open+sesame"));

    assertThat(answer.headers()).containsEntry("Location", "/");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b.html?, /a/b.html",
    "/a?x=1&, /a?x=1",
    "/?x=%20&y&, /?x=%20&y",
    "//evil.example/?, /",
    "/%2F?, /%2F"
  })
  void followsAShareLinkToWhereItLeads(String path, String location) {
    var expiry = clock.instant().plus(Duration.ofHours(2));
    var token = KEY.sign(HOST.value(), expiry).text();

    var answer = stopped(FakeRequest.get(path + "slipway_share=" + token));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("Location", location)
        .containsEntry(
            "Set-Cookie",
            NAME + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=7200");
  }

  @Test
  void keepsALinkOpenUntilItExpires() {
    var token = KEY.sign(HOST.value(), clock.instant().plus(Duration.ofHours(2))).text();
    var request = FakeRequest.get("/").with("Cookie", NAME + "=" + token);

    assertThat(gate.pass(GUARDED, HOST, request)).isInstanceOf(Passage.Admitted.class);
    assertThat(gate.pass(GUARDED, HOST, request)).isInstanceOf(Passage.Admitted.class);

    clock.pass(Duration.ofHours(2));
    assertThat(stopped(request).status()).isEqualTo(401);
  }

  @Test
  void expiresToTheSecond() {
    var token = KEY.sign(HOST.value(), Instant.parse("2026-11-22T12:00:00.999Z")).text();

    assertThat(stopped(FakeRequest.get("/?slipway_share=" + token)).status()).isEqualTo(401);
  }

  @Test
  void refusesEveryLinkThatIsNotItsOwn() {
    var later = clock.instant().plus(Duration.ofHours(2));
    var good = KEY.sign(HOST.value(), later).text();
    var otherHost = KEY.sign("shop", later).text();
    var otherKey = SharingKey.random().sign(HOST.value(), later).text();
    var expired = KEY.sign(HOST.value(), clock.instant()).text();
    var cut = good.substring(0, good.length() - 1);
    var otherAlgorithm = good.replace("s1.", "none.");
    var longer = good.replaceFirst("s1\\.[0-9]+", "s1.9999999999");
    var session = Session.open(Session.Kind.PASSWORD, HOST, PASSWORD.value(), later).text();

    for (var bad :
        new String[] {otherHost, otherKey, expired, cut, otherAlgorithm, longer, session, ""}) {
      var answer = stopped(FakeRequest.get("/?slipway_share=" + bad));
      var cookie = FakeRequest.get("/").with("Cookie", NAME + "=" + bad);

      assertThat(answer.status()).as(bad).isEqualTo(401);
      assertThat(text(answer)).contains("does not open the site any more");
      assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
      if (!bad.equals(session)) {
        assertThat(stopped(cookie).status()).as(bad).isEqualTo(401);
      }
    }
  }

  @Test
  void takesADeadLinkOutOfTheAddressOfWhomItKnows() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));

    var answer = stopped(FakeRequest.get("/a?slipway_share=s1.1.dead").with("Cookie", cookie));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers()).containsEntry("Location", "/a").doesNotContainKey("Set-Cookie");
  }

  @Test
  void letsAutomationPass() {
    var request = FakeRequest.get("/").with("x-slipway-bypass", TOKEN.secret().reveal());

    assertThat(gate.pass(GUARDED, HOST, request)).isEqualTo(new Passage.Admitted(Optional.empty()));
  }

  @Test
  void givesAutomationACookieThatEndsWithItsToken() {
    var request = FakeRequest.get("/").with("x-slipway-bypass", TOKEN.secret().reveal());
    var asking = request.with("x-slipway-set-bypass-cookie", "true");

    var admitted = (Passage.Admitted) gate.pass(GUARDED, HOST, asking);
    var cookie = admitted.cookie().orElseThrow();
    var later = FakeRequest.get("/").with("Cookie", cookie.substring(0, cookie.indexOf(';')));

    assertThat(cookie).startsWith(NAME + "=b1.").endsWith("; Secure; Max-Age=86400");
    assertThat(gate.pass(GUARDED, HOST, later)).isInstanceOf(Passage.Admitted.class);
    assertThat(stopped(WITHOUT_PASSWORD, later).status()).isEqualTo(401);
  }

  @Test
  void letsNoOtherTokenPass() {
    var digest = FakeRequest.get("/").with("x-slipway-bypass", TOKEN.sha256());
    var other = FakeRequest.get("/").with("x-slipway-bypass", "slb_" + "0".repeat(64));

    assertThat(stopped(digest).status()).isEqualTo(401);
    assertThat(stopped(other).status()).isEqualTo(401);
  }

  @Test
  void keepsItsOwnPathsToItself() {
    var cookie = cookieOf(stopped(logIn("password=open+sesame")));

    var door = stopped(FakeRequest.get("/.slipway/access").with("Cookie", cookie));
    var nothing = stopped(FakeRequest.get("/.slipway/other").with("Cookie", cookie));
    var stranger = stopped(FakeRequest.get("/.slipway/other"));

    assertThat(door.headers()).containsEntry("Location", "/");
    assertThat(nothing.status()).isEqualTo(404);
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(text(stranger)).contains("value=\"/\"");
  }

  private FakeRequest logIn(String form) {
    return FakeRequest.post("/.slipway/access", form);
  }

  private Answer stopped(FakeRequest request) {
    return stopped(GUARDED, request);
  }

  private Answer stopped(Access access, FakeRequest request) {
    var passage = gate.pass(access, HOST, request);
    assertThat(passage).isInstanceOf(Passage.Stopped.class);
    return ((Passage.Stopped) passage).answer();
  }

  private static String cookieOf(Answer answer) {
    var set = answer.headers().get("Set-Cookie");
    assertThat(set).isNotNull();
    return set.substring(0, set.indexOf(';'));
  }

  private static String text(Answer answer) {
    return answer.body() instanceof Body.Text(var bytes) ? new String(bytes, UTF_8) : "";
  }
}
