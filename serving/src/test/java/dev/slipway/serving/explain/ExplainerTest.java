package dev.slipway.serving.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.core.access.Access;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.serving.explain.Explanation.Field;
import dev.slipway.serving.explain.Explanation.Step;
import dev.slipway.serving.testing.SmallSite;
import dev.slipway.serving.trace.Trace.Topic;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Project SHOP =
      new Project(
          new ProjectId(new UUID(0, 1)),
          AccountId.FIRST,
          new ProjectName("shop"),
          new RepositoryUrl(URI.create("https://github.com/someone/shop.git")),
          new BranchName("main"),
          NOW);

  private final Map<String, Route> routes = new HashMap<>();
  private final Map<ArtifactDigest, Path> tars = new HashMap<>();
  @TempDir private Path folder;

  @Test
  void tellsEachKindOfHost() {
    show("shop", new SmallSite("index.html"));
    show("new--shop", new SmallSite("index.html"));
    show("0123456789", new SmallSite("index.html"));

    assertThat(said("shop.example.com", Topic.ALIAS))
        .isEqualTo("the production host of the project shop");
    assertThat(said("new--shop.example.com", Topic.ALIAS))
        .isEqualTo("the host of the branch feature/x of the project shop");
    assertThat(said("0123456789.example.com", Topic.ALIAS))
        .isEqualTo("one deployment of the project shop, for ever");
    assertThat(said("SHOP.example.com:443", Topic.HOST))
        .isEqualTo("SHOP.example.com:443 is the label shop below example.com");
  }

  @Test
  void saysWhatWasLookedForWhereAHostIsNobodys() {
    var explanation = explain("https://nobody.example.com/");

    assertThat(explanation.status()).isEqualTo(404);
    assertThat(said(explanation, Topic.ALIAS))
        .contains("no project called nobody", "no deployment with the short id");
  }

  @Test
  void saysWhatStateADeploymentIsIn() {
    routes.put("shop", new Route.NotReady(deployment(DeploymentState.FAILED)));

    var explanation = explain("https://shop.example.com/");

    assertThat(explanation.status()).isEqualTo(404);
    assertThat(said(explanation, Topic.DEPLOYMENT))
        .isEqualTo(
            "0123456789 is failed, for production: branch feature/x, commit 1111111 Say hello. It"
                + " was made by a test.");
  }

  @Test
  void saysThatADeploymentHasExpired() {
    routes.put("shop", new Route.NotReady(deployment(DeploymentState.READY)));

    assertThat(explain("https://shop.example.com/").status()).isEqualTo(410);
  }

  @Test
  void saysThatNothingIsReadyYet() {
    routes.put("new--shop", new Route.Empty());

    assertThat(said("new--shop.example.com", Topic.ALIAS)).contains("of which nothing is ready");
  }

  @Test
  void saysWhoMaySee() {
    var key = new Access.Guarded(Optional.of(new PasswordHash("x")), "key", Set.of());
    var open = show("shop", new SmallSite("index.html"));
    routes.put("shop", new Route.Ready(open.deployment(), open.artifact(), false, List.of(), key));

    assertThat(said("shop.example.com", Topic.ACCESS))
        .isEqualTo("guarded: what follows is for who has a share link or the password");
  }

  @Test
  void tellsTheHeadersThatAGuardedHostReallySends() {
    var key = new Access.Guarded(Optional.of(new PasswordHash("x")), "key", Set.of());
    var open = show("shop", ruled("app.css"));
    routes.put("shop", new Route.Ready(open.deployment(), open.artifact(), false, List.of(), key));

    var file = explain("https://shop.example.com/app.css").headers();

    assertThat(file).extracting(Field::name).contains("X-Robots-Tag");
    assertThat(file)
        .filteredOn(field -> field.name().equals("Cache-Control"))
        .singleElement()
        .satisfies(field -> {
          assertThat(field.value()).startsWith("private").doesNotContain("public");
          assertThat(field.why()).contains("guarded");
        });
    assertThat(file)
        .filteredOn(field -> field.name().equals("Vary"))
        .singleElement()
        .satisfies(field -> assertThat(field.value()).contains("Cookie"));
  }

  @Test
  void tellsWhatAGuardedHostSendsWhileNothingIsReady() {
    var key = new Access.Guarded(Optional.empty(), "key", Set.of());
    routes.put("shop", new Route.NotReady(deployment(DeploymentState.FAILED), key));

    assertThat(explain("https://shop.example.com/").headers())
        .filteredOn(field -> field.name().equals("Vary"))
        .singleElement()
        .satisfies(field -> assertThat(field.value()).contains("Cookie"));
  }

  @Test
  void leavesOutWhatWouldReachTheNeighbours() {
    var sources =
        RuleSources.NONE.withHeaders(
            new RuleFile("_headers", "/*\n  Set-Cookie: a=b; Path=/\n  Clear-Site-Data: \"*\"\n"));
    show("shop", new SmallSite("index.html").rules(RuleCompiler.compile(sources).rules()));

    var explanation = explain("https://shop.example.com/");

    assertThat(explanation.headers())
        .contains(new Field("Set-Cookie", "a=b; Path=/", "_headers:1"))
        .extracting(Field::name)
        .doesNotContain("Clear-Site-Data");
    assertThat(explanation.steps())
        .extracting(Step::what)
        .anyMatch(what -> what.contains("sites have neighbours"));
  }

  @Test
  void findsWhatWasShownBefore() {
    var now = show("shop", new SmallSite("index.html"));
    var before = keep(new SmallSite("old-hashed.js", "old.js"));
    routes.put(
        "shop",
        new Route.Ready(
            now.deployment(), now.artifact(), false, List.of(before), new Access.Open()));

    assertThat(explain("https://shop.example.com/old-hashed.js").file()).contains("old-hashed.js");
    assertThat(explain("https://shop.example.com/old.js").status()).isEqualTo(404);
  }

  @Test
  void saysThatAnArtifactCannotBeRead() throws Exception {
    var artifact = show("shop", new SmallSite("index.html")).artifact();
    var broken = Files.write(folder.resolve("broken.tar"), new byte[600]);
    tars.put(artifact, broken);

    var explanation = explain("https://shop.example.com/");

    assertThat(explanation.status()).isEqualTo(503);
    assertThat(explanation.steps())
        .extracting(Step::what)
        .anyMatch(what -> what.contains("can't be read"));
  }

  @Test
  void explainsNothingOfOthers() {
    show("shop", new SmallSite("index.html"));
    routes.put("new--shop", new Route.Empty());

    assertThat(explainer().explain(question("https://shop.example.com/"), List.of())).isEmpty();
    assertThat(explainer().explain(question("https://new--shop.example.com/"), List.of()))
        .isEmpty();
  }

  @Test
  void givesAReasonForEveryField() {
    show("0123456789", new SmallSite().link("index.html", "</a.js>; rel=preload"));

    var headers = explain("https://0123456789.example.com/").headers();

    assertThat(headers)
        .extracting(Field::name)
        .containsExactlyInAnyOrder(
            "Vary",
            "Content-Type",
            "Link",
            "Accept-Ranges",
            "Cache-Control",
            "ETag",
            "Last-Modified",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "X-Robots-Tag");
    assertThat(headers).extracting(Field::why).noneMatch(String::isBlank);
    assertThat(headers)
        .contains(
            new Field(
                "X-Robots-Tag", "noindex", "search engines are to list the production host alone"),
            new Field(
                "Cache-Control",
                "public, max-age=0, must-revalidate",
                "pages are asked for each time"));
  }

  @Test
  void namesEachRuleThatMattered() {
    show("shop", ruled("about.html", "new.html", "secret/index.html"));

    var about = explain("https://shop.example.com/about");
    var old = explain("https://shop.example.com/old");
    var secret = explain("https://shop.example.com/secret/");

    assertThat(rules(about))
        .containsExactly(
            "_redirects:2 would match, but the file about.html goes before it",
            "_headers:1 sets X-Frame-Options");
    assertThat(about.headers()).contains(new Field("X-Frame-Options", "DENY", "_headers:1"));
    assertThat(about.file()).contains("about.html");
    assertThat(rules(old))
        .containsExactly("_redirects:1 matches: 301 /new", "_headers:1 sets X-Frame-Options");
    assertThat(old.status()).isEqualTo(301);
    assertThat(old.file()).isEmpty();
    assertThat(rules(secret)).contains("_headers:3 keeps out: 401");
    assertThat(secret.headers())
        .contains(new Field("Cache-Control", "private, no-store", "_headers:3"));
  }

  @Test
  void saysWhatARuleMayNotDo() {
    show("shop", ruled("index.html"));

    assertThat(rules(explain("https://shop.example.com/cached/missing")))
        .contains("_headers:5 Cache-Control is left alone: this answer is not to be kept");
  }

  private static SmallSite ruled(String... paths) {
    var sources =
        RuleSources.NONE
            .withRedirects(new RuleFile("_redirects", "/old /new 301\n/about /new 302\n"))
            .withHeaders(
                new RuleFile(
                    "_headers",
                    """
                    /*
                      X-Frame-Options: DENY
                    /secret/*
                      Basic-Auth: ada:lovelace
                    /cached/*
                      Cache-Control: public, max-age=60
                    """));
    return new SmallSite(paths).rules(RuleCompiler.compile(sources).rules());
  }

  private static List<String> rules(Explanation explanation) {
    return explanation.steps().stream()
        .filter(step -> step.topic() == Topic.RULE)
        .map(step -> step.rule().orElseThrow() + " " + step.what())
        .toList();
  }

  private Route.Ready show(String label, SmallSite site) {
    boolean fixed = label.equals("0123456789");
    var ready = new Route.Ready(deployment(DeploymentState.READY), keep(site), fixed);
    routes.put(label, ready);
    return ready;
  }

  private ArtifactDigest keep(SmallSite site) {
    var digest = new ArtifactDigest("%064x".formatted(tars.size() + 1));
    tars.put(digest, site.pack(folder));
    return digest;
  }

  private static Deployment deployment(DeploymentState state) {
    var commit = new Commit(new CommitSha("1".repeat(40)), "Say hello", "Ada");
    return new Deployment(
        new DeploymentId(new UUID(0, 7)),
        new ShortId("0123456789"),
        1,
        SHOP.id(),
        new BranchName("feature/x"),
        Environment.PRODUCTION,
        Optional.of(commit),
        state,
        Optional.of(Reason.of("test", "It was made by a test.")),
        Optional.empty(),
        NOW,
        Optional.empty(),
        Optional.empty());
  }

  private String said(String url, Topic topic) {
    return said(explain(url), topic);
  }

  private static String said(Explanation explanation, Topic topic) {
    return explanation.steps().stream()
        .filter(step -> step.topic() == topic)
        .map(Step::what)
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " in " + explanation));
  }

  private Explanation explain(String url) {
    return explainer().explain(question(url), List.of(SHOP)).orElseThrow();
  }

  private static Question question(String url) {
    return Question.of("GET", url).orElseThrow();
  }

  private Explainer explainer() {
    Routes known = (HostLabel label) -> routes.getOrDefault(label.value(), new Route.Unknown());
    return new Explainer(
        new Domain("https", "example.com", 443),
        known,
        new Tars(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private final class Tars implements ArtifactStore {

    @Override
    public void put(ArtifactDigest digest, Path file) {
      tars.put(digest, file);
    }

    @Override
    public Optional<Path> find(ArtifactDigest digest) {
      return Optional.ofNullable(tars.get(digest));
    }
  }
}
