package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which file a path means.
class FileLookupTest {

  @TempDir private Path folder;
  private RunningSites sites;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeEach
  void start() {
    sites = new RunningSites(folder, transport());
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, home",
    "/about, about",
    "/docs/, docs",
    "/docs/intro, intro",
    "/both, both page",
    "/both/, both folder",
    "/plain, plain",
    "/file.txt, text",
    "/a%20b/%C3%A9.txt, accent",
    "/%66ile.txt, text",
    "/[slug].txt, brackets",
    "/semi;colon=1.txt, semicolon"
  })
  void servesTheFileThatThePathMeans(String path, String content) throws IOException {
    sites.publish(
        new SampleSite()
            .page("index.html", "home")
            .page("about.html", "about")
            .page("docs/index.html", "docs")
            .page("docs/intro.html", "intro")
            .page("both.html", "both page")
            .page("both/index.html", "both folder")
            .file("plain", "plain")
            .file("file.txt", "text")
            .file("a b/é.txt", "accent")
            .file("[slug].txt", "brackets")
            .file("semi;colon=1.txt", "semicolon"));

    var answer = sites.rawGet(path);

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + content);
  }

  @ParameterizedTest
  @CsvSource({
    "/about.html, /about",
    "/about/, /about",
    "/index.html, /",
    "/index, /",
    "/docs/index.html, /docs/",
    "/docs/index, /docs/",
    "/docs, /docs/",
    "/docs?a=1&b=%20, /docs/?a=1&b=%20",
    "/about.html?a[]=1|2, /about?a[]=1|2",
    "/a%20b/%c3%a9.html, /a%20b/%C3%A9"
  })
  void sendsWhoeverComesByAnotherPathToTheOneOfThePage(String path, String location)
      throws IOException {
    sites.publish(
        new SampleSite()
            .page("index.html", "home")
            .page("about.html", "about")
            .page("docs/index.html", "docs")
            .page("a b/é.html", "accent"));

    var answer = sites.rawGet(path);

    assertThat(answer)
        .startsWith("HTTP/1.1 308 ")
        .contains("\r\nLocation: " + location + "\r\n")
        .contains("\r\nCache-Control: public, max-age=0, must-revalidate\r\n");
  }

  @Test
  void sendsNobodyToAnotherFile() throws IOException, InterruptedException {
    sites.publish(
        new SampleSite()
            .file("about", "not the page")
            .page("about.html", "the page")
            .file("x/index", "not the index")
            .page("x/index.html", "the index"));

    assertThat(sites.get("/about.html").statusCode()).isEqualTo(200);
    assertThat(sites.get("/about.html").body()).isEqualTo("the page");
    assertThat(sites.get("/about").body()).isEqualTo("not the page");
    assertThat(sites.get("/x/index").body()).isEqualTo("not the index");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/file.txt/", "/FILE.txt", "/file", "/manifest.json", "/files/file.txt"})
  void findsNothingThatIsNotThere(String path) throws IOException, InterruptedException {
    sites.publish(new SampleSite().file("file.txt", "text"));

    var answer = sites.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body()).contains("no page at this address");
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing, root 404",
    "/blog/nothing, blog 404",
    "/blog/2026/nothing.js, blog 404",
    "/blog/nothing/, blog 404",
    "/other/nothing, root 404"
  })
  void showsTheNearest404Page(String path, String content)
      throws IOException, InterruptedException {
    sites.publish(
        new SampleSite()
            .page("404.html", "root 404")
            .page("blog/404.html", "blog 404")
            .singlePage());

    var answer = sites.get(path, "Accept", "text/html");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo(content);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void showsTheAppForANavigation() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "app").singlePage());

    var fetched = sites.get("/users/7", "Sec-Fetch-Mode", "navigate");
    var dotted = sites.get("/users/ada.lovelace", "Sec-Fetch-Mode", "navigate");
    var accepted = sites.get("/users/7", "Accept", "text/html,*/*;q=0.8");

    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).isEqualTo("app");
    assertThat(fetched.headers().firstValue("Vary"))
        .contains("Sec-Fetch-Mode, Accept, Accept-Encoding");
    assertThat(dotted.body()).isEqualTo("app");
    assertThat(accepted.body()).isEqualTo("app");
  }

  @Test
  void showsTheAppForNothingButANavigation() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "app").singlePage());

    assertNotFound(sites.get("/app.js", "Sec-Fetch-Mode", "no-cors", "Accept", "text/html"));
    assertNotFound(sites.get("/logo.png", "Accept", "image/png"));
    assertNotFound(sites.get("/style.css", "Accept", "text/html"));
    assertNotFound(sites.get("/users/7", "Accept", "application/json"));
    assertNotFound(sites.get("/users/7"));
  }

  @Test
  void showsNoAppOfASiteThatIsNone() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "home"));

    assertNotFound(sites.get("/users/7", "Sec-Fetch-Mode", "navigate"));
  }

  @Test
  void showsA200PageForANavigation() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "home").page("200.html", "any"));

    var answer = sites.get("/users/7", "Sec-Fetch-Mode", "navigate");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("any");
  }

  private static void assertNotFound(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("app</").isNotEqualTo("app");
  }
}
