package dev.slipway.artifact.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHintsTest {

  @Test
  void saysWhatFrameworksWriteIntoTheHead() throws IOException {
    var page =
        """
        <!doctype html><html lang=en><head><meta charset=utf-8>
        <link rel="preload stylesheet" href="/assets/style.CZmV2qkP.css" as="style">
        <link rel="modulepreload" crossorigin href="/assets/chunks/theme.Bx1.js">
        <link rel=preload href=/assets/inter.woff2 as=font type=font/woff2 crossorigin>
        <link rel="preconnect" href="https://fonts.gstatic.com/ignored" crossorigin>
        <link rel="stylesheet" href="/other.css">
        <link rel="icon" href="/favicon.ico">
        </head><body><link rel=preload as=script href=/late.js></body></html>
        """;

    assertThat(hints("index.html", page))
        .isEqualTo(
            "</assets/style.CZmV2qkP.css>; rel=preload; as=style, "
                + "</assets/chunks/theme.Bx1.js>; rel=modulepreload; crossorigin, "
                + "</assets/inter.woff2>; rel=preload; as=font; type=\"font/woff2\"; crossorigin, "
                + "<https://fonts.gstatic.com>; rel=preconnect; crossorigin");
  }

  @Test
  void keepsWhatDecidesWhetherAndHowABrowserFetches() throws IOException {
    var link =
        "<link rel=preload as=image href=a.avif type=IMAGE/AVIF media='(min-width: 40em)'"
            + " integrity='sha256-abc=' fetchpriority=high crossorigin=use-credentials>";

    assertThat(hints("index.html", link))
        .isEqualTo(
            "</a.avif>; rel=preload; as=image; type=\"image/avif\"; crossorigin=use-credentials;"
                + " media=\"(min-width: 40em)\"; integrity=\"sha256-abc=\"; fetchpriority=high");
  }

  @ParameterizedTest
  @CsvSource({
    "docs/guide/index.html, '', a.js, /docs/guide/a.js",
    "docs/guide.html, '', ../a.js, /a.js",
    "index.html, '', ../../a.js, /a.js",
    "index.html, '', //cdn.example/a.js, https://cdn.example/a.js",
    "index.html, '', https://cdn.example:8443/a.js?v=1#x, https://cdn.example:8443/a.js?v=1",
    "index.html, '', https://cdn.example, https://cdn.example/",
    "index.html, '', 'a b/ü\".js', /a%20b/%C3%BC%22.js",
    "index.html, '', a%2Fb%zz.js, /a%2Fb%25zz.js",
    "'a b/index.html', '', x.js, /a%20b/x.js",
    "docs/index.html, /base/, a.js, /base/a.js",
    "docs/index.html, ./sub/, a.js, /docs/sub/a.js",
    "docs/index.html, https://cdn.example/x/, a.js, https://cdn.example/x/a.js",
    "docs/index.html, https://cdn.example/x/, /a.js, https://cdn.example/a.js",
    "docs/index.html, //cdn.example, a.js, https://cdn.example/a.js",
  })
  void resolvesAddressesAsABrowserDoes(String path, String base, String href, String target)
      throws IOException {
    var element = base.isEmpty() ? "" : "<base href='" + base + "'>";

    assertThat(hints(path, element + "<link rel=modulepreload href='" + href + "'>"))
        .isEqualTo("<" + target + ">; rel=modulepreload");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=preload as=script href='javascript:alert(1)'>",
        "<link rel=preload as=script href='http://plain.example/a.js'>",
        "<link rel=preload as=script href='data:text/javascript,1'>",
        "<link rel=preload as=script href='https://user:pw@x.example/a.js'>",
        "<link rel=preload as=script href='https://x.example>; rel=preload/a.js'>",
        "<link rel=preload as=script href='\\\\x.example\\a.js'>",
        "<link rel=preload as=script href='?a'>",
        "<link rel=preload as=script href='#a'>",
        "<link rel=preload as=script href=' '>",
        "<link rel=preload as=script>",
        "<link rel=preload as=document href=/a.html>",
        "<link rel=preload as='x; y' href=/a.js>",
        "<link rel=preload href=/a.js>",
        "<link rel=preload as=image href=/a.png imagesrcset='/b.png 2x'>",
        "<link rel=preload as=image href=/a.png media='a\"; b'>",
        "<link rel=preload as=image href=/a.png media='é'>",
        "<link rel=preload as=style disabled href=/a.css>",
        "<link rel=preconnect href=/>",
        "<link rel=preconnect href=http://x.example>",
        "<link rel=dns-prefetch href=https://x.example>",
        "<link rel=prefetch href=/a.js>",
        "<noscript><link rel=preload as=style href=/a.css></noscript>",
        "<template><link rel=preload as=style href=/a.css></template>",
        "<!-- <link rel=preload as=style href=/a.css> -->",
        "<script>'<link rel=preload as=style href=/a.css>'</script>",
        "<base href='javascript:'><link rel=preload as=style href=a.css>",
        "<base href='http://plain.example/'><link rel=preload as=style href=a.css>",
        "<body><link rel=preload as=style href=/a.css>",
        "",
        "\u0000\u0000<",
      })
  void staysSilentWhereAHintWouldBeWrong(String head) throws IOException {
    assertThat(hints("index.html", head)).isEmpty();
  }

  @Test
  void saysEachThingOnceAndTenAtMost() throws IOException {
    var twice = "<link rel=modulepreload href=/a.js>".repeat(2);
    var many = new StringBuilder();
    for (var i = 0; i < 50; i++) {
      many.append("<link rel=modulepreload href=/").append(i).append(".js>");
    }

    assertThat(hints("index.html", twice)).isEqualTo("</a.js>; rel=modulepreload");
    assertThat(hints("index.html", many.toString()).split(", ", -1))
        .hasSize(10)
        .startsWith("</0.js>; rel=modulepreload")
        .endsWith("</9.js>; rel=modulepreload");
  }

  @Test
  void leavesOutWhatIsTooLong() throws IOException {
    var fits = "/" + "a".repeat(980) + ".js";
    var page =
        "<link rel=modulepreload href=/%s>".formatted("x".repeat(1100))
            + "<link rel=modulepreload href=%s>".formatted(fits)
            + "<link rel=modulepreload href=/more.js>";

    var hints = hints("index.html", page);

    assertThat(hints).isEqualTo("<" + fits + ">; rel=modulepreload");
    assertThat(hints.length()).isLessThanOrEqualTo(LinkHints.LONGEST);
  }

  @Test
  void endsWithPagesThatNeverClose() throws IOException {
    var nested = "<template>".repeat(50_000) + "<link rel=modulepreload href=/a.js>";
    var open = "<link rel=modulepreload href=/a.js " + "x=1 ".repeat(200_000);
    var deep = "<head>" + "<noscript><b><i>".repeat(50_000);

    assertThat(hints("index.html", nested)).isEmpty();
    assertThat(hints("index.html", open)).isEmpty();
    assertThat(hints("index.html", deep)).isEmpty();
  }

  private static String hints(String path, String html) throws IOException {
    return LinkHints.of(path, new StringReader(html));
  }
}
