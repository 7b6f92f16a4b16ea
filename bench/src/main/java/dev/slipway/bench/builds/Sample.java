package dev.slipway.bench.builds;

import java.util.List;
import java.util.Optional;

/// A project as a framework's users have it, with what a visitor sees and does there. Its files
/// come from `setup/sample-projects`.
///
/// @param name the folder of the project
/// @param title what people call the framework
/// @param packages what of npm's its versions are told of
/// @param framework what Slipway must find it to be
/// @param first what the first page says
/// @param press what is pressed there, as a selector
/// @param second what is to be read then
public record Sample(
    String name,
    String title,
    List<String> packages,
    String framework,
    String first,
    String press,
    String second) {

  private static final String ONE = "The first page";
  private static final String TWO = "The second page";
  private static final String LINK = "#inner";

  /// All of them, the quick ones first.
  public static final List<Sample> ALL =
      List.of(
          new Sample("html", "Plain HTML", List.of(), "static", ONE, LINK, TWO),
          new Sample(
              "vite-react",
              "Vite, React",
              List.of("vite", "react"),
              "vite",
              "Count is 0",
              "button",
              "Count is 1"),
          new Sample("eleventy", "Eleventy", List.of("@11ty/eleventy"), "eleventy", ONE, "a", TWO),
          new Sample(
              "vite-vue",
              "Vite, Vue",
              List.of("vite", "vue"),
              "vite",
              "Count is 0",
              "button",
              "Count is 1"),
          new Sample(
              "vite-svelte",
              "Vite, Svelte",
              List.of("vite", "svelte"),
              "vite",
              "Count is 0",
              "button",
              "Count is 1"),
          new Sample("astro", "Astro", List.of("astro"), "astro", ONE, LINK, "its script ran"),
          new Sample(
              "next", "Next export", List.of("next"), "nextjs", ONE, LINK, "pressed 0 times"),
          new Sample(
              "sveltekit",
              "SvelteKit static",
              List.of("@sveltejs/kit", "@sveltejs/adapter-static"),
              "sveltekit",
              ONE,
              LINK,
              "pressed 0 times"),
          new Sample(
              "nuxt", "Nuxt generate", List.of("nuxt"), "nuxtjs", ONE, LINK, "pressed 0 times"),
          new Sample(
              "vitepress",
              "VitePress",
              List.of("vitepress"),
              "vitepress",
              ONE,
              "main a[href*=guide]",
              TWO),
          new Sample("pnpm-workspace", "pnpm workspace", List.of("vite"), "vite", ONE, LINK, TWO),
          new Sample(
              "mkdocs", "MkDocs", List.of(), "mkdocs", ONE, "[role=main] a[href*=about]", TWO),
          new Sample(
              "sphinx", "Sphinx", List.of(), "sphinx", ONE, "[role=main] a[href*=about]", TWO),
          new Sample(
              "docusaurus",
              "Docusaurus",
              List.of("@docusaurus/core"),
              "docusaurus",
              "Docusaurus Tutorial",
              "main a[href*=intro], header a[href*=intro]",
              "Tutorial Intro"));

  /// Returns the one called `name`.
  public static Optional<Sample> named(String name) {
    return ALL.stream().filter(sample -> sample.name().equals(name)).findFirst();
  }
}
