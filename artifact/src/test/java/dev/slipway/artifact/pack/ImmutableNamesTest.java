package dev.slipway.artifact.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The names are those that the frameworks really emitted.
class ImmutableNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets/index-GpEN3EET.js",
        "assets/vite-BF8QNONU.svg",
        "assets/guide_p1.md.Cq9Sl0Xe.lean.js",
        "assets/guide_p1.md.Cq9Sl0Xe.js",
        "assets/inter-italic-cyrillic.CN1xVJS-.woff2",
        "_astro/lazy.BPE4xc7E.js",
        "_astro/logo.qy2IqqBb_wpTV.webp",
        "_app/immutable/nodes/1.CaJ43bEK.js",
        "_next/static/chunks/05d87yrev7eko.css",
        "_next/static/chunks/turbopack-3-ry682tkyiqk.js",
        "_next/static/NkJ8b0QyV1vFNzTyO3yPz/_buildManifest.js",
        "_nuxt/8AxlY2Qy.js",
        "_nuxt/entry.DqQksVyv.css",
        "main.a6bad90119afbfe27131.js",
        "assets/js/0058b4c6.50e04946.js",
        "assets/images/img-3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c.png",
        "b.603172ef.js",
        "static/js/2.50e04946.chunk.js",
      })
  void knowsHashedNames(String path) {
    assertThat(new ImmutableNames("static", Set.of()).contains(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "about-GpEN3EET.html",
        "_astro/page.HTML",
        "hero-portrait.png",
        "report.20240101.js",
        "file-Version2.png",
        "icon-UserList.svg",
        "photo-Portrait.jpg",
        "photo-NewPhoto.jpg",
        "assets/logo.svg",
        "assets/app.js",
        "GpEN3EET.js",
        "hashmap.json",
        "vp-icons.css",
        "_app/version.json",
        "_nuxt/builds/latest.json",
        "about.txt",
        "sw.js",
        "app/service-worker.js",
        "_nuxt/sw.js",
        "_next/static/firebase-messaging-sw.js",
        "year-20260101.png",
        "x/_nuxt/plain.js",
        "decade-beefcafe.png",
        "no-extension-GpEN3EET",
      })
  void takesNothingElseForHashed(String path) {
    assertThat(new ImmutableNames("static", Set.of()).contains(path)).isFalse();
  }

  @Test
  void neverTakesWhatTheSourceHasAsItIs() {
    var names =
        new ImmutableNames("static", Set.of("assets/logo-GpEN3EET.svg", "_astro/font.woff2"));

    assertThat(names.contains("assets/logo-GpEN3EET.svg")).isFalse();
    assertThat(names.contains("_astro/font.woff2")).isFalse();
    assertThat(names.contains("assets/other-GpEN3EET.svg")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "nextjs, _next/static/chunks/05d87yrev7eko.css, true",
    "nextjs, _astro/plain.css, false",
    "astro, _astro/logo.qy2IqqBb_wpTV.webp, true",
    "astro, _nuxt/entry.css, false",
    "sveltekit, _app/immutable/entry/start.js, true",
    "sveltekit, _app/version.json, false",
    "nuxtjs, _nuxt/8AxlY2Qy.js, true",
    "nuxtjs, _nuxt/builds/meta/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.json, true",
    "nuxtjs, _nuxt/builds/latest.json, false",
    "vite, assets/index-GpEN3EET.js, true",
    "vite, assets/plain.js, false",
    "vite, _next/static/plain.js, false",
    "vitepress, assets/guide_p1.md.Cq9Sl0Xe.lean.js, true",
    "angular, main-5TKLPDRE.js, true",
    "gatsby, component---src-pages-index-js-0a1b2c3d4e5f60718293.js, true",
    "static, _next/static/chunks/05d87yrev7eko.css, true",
    "node, _astro/lazy.css, true",
  })
  void countsFoldersOfHashedFilesInBuildsOfTheirFramework(
      String framework, String path, boolean immutable) {
    assertThat(new ImmutableNames(framework, Set.of()).contains(path)).isEqualTo(immutable);
  }
}
