package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The commands that are one call of the API each.
class ApiCommandsTest {

  private static final String ROLLBACK = "POST /api/projects/site/rollback";
  private static final String SHOWN =
      """
      {"url": "http://site.localhost/",
       "shown": {"shortId": "0123456789", "commit": {"message": "Say hello"}}}
      """;
  private static final String LIMITS =
      """
      {"memory": "4g", "cpus": null, "processes": 700, "disk": null, "time": "20m", "log": null}
      """;

  private static final String EXPLAIN =
      "GET /api/explain?url=http%3A%2F%2Fsite.localhost%2Fold%3Fa%3D1&method=GET&header=Accept%3A%20*%2F*";
  private static final String EXPLANATION =
      """
      {"url": "http://site.localhost/old?a=1", "status": 301, "file": null,
       "steps": [
         {"topic": "host", "what": "site.localhost is the label site\\u001bbelow localhost", "rule": null},
         {"topic": "rule", "what": "matches: 301 /new",
          "rule": {"file": "_redirects", "line": 3, "text": "/old /new 301"}}],
       "headers": [
         {"name": "Location", "value": "/new", "why": "where the visitor is sent"},
         {"name": "Cache-Control", "value": "no-cache", "why": "_headers:2"}]}
      """;

  @AutoClose private final CommandTrial slipway = new CommandTrial();

  @Test
  void pinsAndUnpins() {
    slipway.server.on("PUT /api/deployments/0123456789/pin", 200, "{}");
    slipway.server.on("DELETE /api/deployments/0123456789/pin", 200, "{}");

    assertThat(slipway.run("pin", "0123456789")).isZero();
    assertThat(slipway.run("unpin", "0123456789")).isZero();

    assertThat(slipway.out()).contains("are kept until it is unpinned", "as any other's");
    assertThat(slipway.server.asked()).hasSize(2);
  }

  @Test
  void tellsWhatWouldBeCleanedWithoutCleaning() {
    slipway.server.on(
        "GET /api/retention/plan",
        200,
        """
        {"bytes": 104857600, "bytesAfter": 52428800,
         "expiries": [{"project": "site", "deployments": ["a", "b"], "bytes": 52428800,
           "readyAt": "2026-01-02T03:04:05Z", "cause": "age"}],
         "orphans": {"count": 2, "bytes": 3145728}, "logs": {"count": 0, "bytes": 0},
         "images": {"count": 0, "bytes": 0},
         "overruns": [{"project": null, "bytes": 52428800, "budget": 1048576}]}
        """);

    assertThat(slipway.run("clean", "--dry-run")).isZero();

    assertThat(slipway.out())
        .isEqualTo(
            """
            site  50 MiB  ready 2026-01-02T03:04:05Z, age: a, b
            2 artifacts that nobody knows  3 MiB
            The platform must keep 50 MiB, more than its budget of 1 MiB: nothing of that goes.
            Artifacts take 100 MiB now, and would take 50 MiB.
            """);
    assertThat(slipway.server.asked()).hasSize(1);
  }

  @Test
  void cleans() {
    slipway.server.on("POST /api/retention/clean", 202, "{\"deployments\": 3}");

    assertThat(slipway.run("clean")).isZero();

    assertThat(slipway.out()).startsWith("3 deployments lost their files");
  }

  @Test
  void rollsBackToTheOneBefore() {
    slipway.server.on(ROLLBACK, 200, SHOWN);

    int code = slipway.run("rollback", "site");

    assertThat(code).isZero();
    assertThat(slipway.out()).isEqualTo("http://site.localhost/ shows 0123456789: Say hello\n");
    assertThat(slipway.server.asked().getFirst().text()).isEmpty();
  }

  @Test
  void rollsBackToTheOneThatIsNamed() {
    slipway.server.on(ROLLBACK, 200, SHOWN);

    slipway.run("rollback", "site", "0123456789");

    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo("{\"deployment\":\"0123456789\"}");
  }

  @Test
  void saysWhyItDoesNotRollBack() {
    slipway.server.on(ROLLBACK, 409, "{\"detail\": \"0123456789 is queued.\"}");

    int code = slipway.run("rollback", "site", "0123456789");

    assertThat(code).isEqualTo(1);
    assertThat(slipway.err()).isEqualTo("slipway: Slipway answered 409: 0123456789 is queued.\n");
  }

  @Test
  void promotesTheOneThatIsNamed() {
    slipway.server.on("POST /api/projects/site/promote", 200, SHOWN);

    int code = slipway.run("promote", "site", "0123456789");

    assertThat(code).isZero();
    assertThat(slipway.out()).isEqualTo("http://site.localhost/ shows 0123456789: Say hello\n");
    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo("{\"deployment\":\"0123456789\"}");
  }

  @Test
  void explainsWhyAPageIsWhatItIs() {
    slipway.server.on(EXPLAIN, 200, EXPLANATION);

    int code = slipway.run("explain", "http://site.localhost/old?a=1", "-H", "Accept: */*");

    assertThat(code).isZero();
    assertThat(slipway.out())
        .isEqualTo(
            """
            http://site.localhost/old?a=1

            host        site.localhost is the label site below localhost
            rule        _redirects:3  matches: 301 /new
                                      /old /new 301

            answer      301
              Location       /new      where the visitor is sent
              Cache-Control  no-cache  _headers:2
            """);
  }

  @Test
  void printsTheExplanationForPrograms() {
    slipway.server.on("GET /api/explain?url=site.localhost&method=HEAD", 200, EXPLANATION);

    int code = slipway.run("explain", "site.localhost", "--method", "HEAD", "--json");

    assertThat(code).isZero();
    assertThat(slipway.out()).contains("\"file\" : \"_redirects\"").startsWith("{").endsWith("}\n");
  }

  @Test
  void saysWhyItDoesNotExplain() {
    slipway.server.on(EXPLAIN, 404, "{\"detail\": \"There is no such site.\"}");

    int code = slipway.run("explain", "http://site.localhost/old?a=1", "--header", "Accept: */*");

    assertThat(code).isEqualTo(1);
    assertThat(slipway.err()).isEqualTo("slipway: Slipway answered 404: There is no such site.\n");
  }

  @Test
  void showsLimits() {
    slipway.server.on("GET /api/projects/site/limits", 200, LIMITS);

    int code = slipway.run("limits", "site");

    assertThat(code).isZero();
    assertThat(slipway.out())
        .isEqualTo(
            """
            memory     4g
            cpus       as usual
            processes  700
            disk       as usual
            time       20m
            log        as usual
            """);
  }

  @Test
  void changesOnlyTheLimitsThatAreNamed() {
    slipway.server.on("PATCH /api/projects/site/limits", 200, LIMITS);

    int code =
        slipway.run(
            "limits",
            "site",
            "--memory",
            "4g",
            "--processes",
            "700",
            "--clear",
            "cpus",
            "--clear",
            "log");

    assertThat(code).isZero();
    assertThat(slipway.out()).contains("processes  700");
    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo("{\"cpus\":null,\"log\":null,\"memory\":\"4g\",\"processes\":700}");
  }

  @Test
  void asksForNothingThatIsNoLimit() {
    assertThat(slipway.run("limits", "site", "--clear", "swap")).isEqualTo(64);
    assertThat(slipway.run("limits", "site", "--clear", "disk", "--disk", "4g")).isEqualTo(64);

    assertThat(slipway.err())
        .contains("--clear swap: there are memory, cpus")
        .contains("--disk and --clear disk: only one can be.");
    assertThat(slipway.server.asked()).isEmpty();
  }

  @Test
  void showsAndChangesTheAccountsConcurrency() {
    slipway.server.on("GET /api/account", 200, "{\"concurrency\": 1}");
    slipway.server.on("PATCH /api/account", 200, "{\"concurrency\": 3}");

    slipway.run("account");
    slipway.run("account", "--concurrency", "3");

    assertThat(slipway.out()).isEqualTo("concurrency  1\nconcurrency  3\n");
    assertThat(slipway.server.asked().getLast().text()).isEqualTo("{\"concurrency\":3}");
    assertThat(slipway.server.asked().getLast().header("Content-Type"))
        .isEqualTo("application/json");
  }
}
