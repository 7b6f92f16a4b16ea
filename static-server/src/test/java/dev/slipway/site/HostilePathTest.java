package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths that no browser sends, byte for byte. One server takes them all, and only answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePathTest {

  private static final String SECRET = "root:x:0:0";

  private RunningSites sites;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    sites = new RunningSites(folder, transport());
    sites.publish(
        new SampleSite()
            .page("index.html", "home")
            .page("a/index.html", "a")
            .file("a/b.txt", "b")
            .file("100%25.txt", "twice")
            .file("100%.txt", "once")
            .page("404.html", "own 404")
            .singlePage());
  }

  @AfterAll
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../secret.txt",
        "/../../../../etc/passwd",
        "/a/../a/b.txt",
        "/a/./b.txt",
        "/./",
        "/a/..",
        "/%2e%2e/secret.txt",
        "/%2E%2E/secret.txt",
        "/.%2e/secret.txt",
        "/a/%2e/b.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/a%2fb.txt",
        "/a%2Fb.txt",
        "/..\\secret.txt",
        "/a\\b.txt",
        "/..%5csecret.txt",
        "/a%5Cb.txt",
        "/a/b.txt%00",
        "/%00",
        "/a/b.txt%00.html",
        "/a%0ab",
        "/a%0d%0aX-Injected:%20yes",
        "/a%7f",
        "/%c0%ae%c0%ae/secret.txt",
        "/%c0%af",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/%f0%80%80%ae/secret.txt",
        "/%ed%a0%80",
        "/%ff",
        "/%f8%88%80%80%80",
        "//",
        "//a/b.txt",
        "/a//b.txt",
        "//evil.example/index.html",
        "/a/%",
        "/a/%2",
        "/a/%zz",
        "/%u002e%u002e/",
        "a/b.txt",
        "../secret.txt",
        "http://shop.localhost/a/b.txt",
        "/\u00e9",
        "*"
      })
  void refusesWhatIsNoPathOfAFile(String target) throws IOException {
    var answer = sites.rawGet(target);

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .doesNotContain(SECRET, "home", "X-Injected: yes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/...",
        "/..a",
        "/%252e%252e/secret.txt",
        "/%252fetc",
        "/secret.txt",
        "/a/b.txt;/../secret.txt",
        "/etc/passwd",
        "/manifest.json",
        "/files/index.html",
        "/C:/Windows",
        "/CON"
      })
  void findsNothingOutsideTheArtifact(String target) throws IOException {
    var answer = sites.rawGet(target);

    assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain(SECRET, "home");
  }

  @Test
  void readsTheTargetOnce() throws IOException {
    assertThat(sites.rawGet("/100%25.txt")).endsWith("\r\n\r\nonce");
    assertThat(sites.rawGet("/100%2525.txt")).endsWith("\r\n\r\ntwice");
  }

  @Test
  void refusesAPathThatIsTooLong() throws IOException {
    assertThat(sites.rawGet("/" + "a".repeat(9000))).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void keepsAQueryInsideItsHeader() throws IOException {
    var answer = sites.rawGet("/a/index.html?x=\u0001\u00ff\t%0d%0aSet-Cookie:a");

    assertThat(answer)
        .contains("\r\nLocation: /a/?x=%01")
        .contains("%09%0d%0aSet-Cookie:a\r\n")
        .doesNotContain("\r\nSet-Cookie");
  }
}
