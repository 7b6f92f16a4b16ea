package dev.slipway.artifact.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

  @ParameterizedTest
  @CsvSource({
    "index.html, text/html; charset=utf-8, true",
    "a/b.c/style.CSS, text/css; charset=utf-8, true",
    "app.js, text/javascript; charset=utf-8, true",
    "app.mjs, text/javascript; charset=utf-8, true",
    "app.js.map, application/json, true",
    "data.json, application/json, true",
    "logo.svg, image/svg+xml, true",
    "photo.png, image/png, false",
    "photo.avif, image/avif, false",
    "photo.webp, image/webp, false",
    "font.woff2, font/woff2, false",
    "engine.wasm, application/wasm, true",
    "app.webmanifest, application/manifest+json, true",
    "sitemap.xml, application/xml, true",
    "robots.txt, text/plain; charset=utf-8, true",
    "favicon.ico, image/x-icon, true",
    "paper.pdf, application/pdf, false",
    "film.mp4, video/mp4, false",
    "LICENSE, text/plain; charset=utf-8, true",
    "docs/_redirects, text/plain; charset=utf-8, true",
    "CNAME, text/plain; charset=utf-8, true",
    "program, application/octet-stream, false",
    "archive.unknown, application/octet-stream, false",
    ".well-known/apple-app-site-association, application/json, true",
    "html, application/octet-stream, false",
    "x.license, application/octet-stream, false",
    "trailing., application/octet-stream, false",
  })
  void tellsByTheName(String path, String value, boolean compressible) {
    assertThat(ContentTypes.of(path)).isEqualTo(new ContentType(value, compressible));
  }
}
