package dev.slipway.bench.builds;

import java.util.List;
import java.util.Optional;

/// A project as a framework's users have it, with what a visitor sees and does there. Its files
/// come from `setup/sample-projects`.
///
/// @param name the folder of the project
/// @param title what people call the framework
/// @param framework what Slipway must find it to be
/// @param first what the first page says
/// @param press what is pressed there, as a selector
/// @param second what is to be read then
public record Sample(
    String name, String title, String framework, String first, String press, String second) {

  private static final String ONE = "The first page";
  private static final String TWO = "The second page";
  private static final String LINK = "#inner";

  /// All of them, the quick ones first.
  public static final List<Sample> ALL =
      List.of(
          new Sample("html", "Plain HTML", "static", ONE, LINK, TWO),
          new Sample("vite-react", "Vite, React", "vite", "Count is 0", "button", "Count is 1"),
          new Sample("eleventy", "Eleventy", "eleventy", ONE, "a", TWO),
          new Sample("vite-vue", "Vite, Vue", "vite", "Count is 0", "button", "Count is 1"),
          new Sample("vite-svelte", "Vite, Svelte", "vite", "Count is 0", "button", "Count is 1"),
          new Sample("astro", "Astro", "astro", ONE, LINK, "its script ran"),
          new Sample("next", "Next export", "nextjs", ONE, LINK, "pressed 0 times"),
          new Sample("sveltekit", "SvelteKit static", "sveltekit", ONE, LINK, "pressed 0 times"),
          new Sample("nuxt", "Nuxt generate", "nuxtjs", ONE, LINK, "pressed 0 times"),
          new Sample("vitepress", "VitePress", "vitepress", ONE, "main a[href*=guide]", TWO),
          new Sample(
              "docusaurus",
              "Docusaurus",
              "docusaurus",
              "Docusaurus Tutorial",
              "main a[href*=intro], header a[href*=intro]",
              "Tutorial Intro"),
          new Sample("pnpm-workspace", "pnpm workspace", "vite", ONE, LINK, TWO),
          new Sample("mkdocs", "MkDocs", "mkdocs", ONE, "[role=main] a[href*=about]", TWO),
          new Sample("sphinx", "Sphinx", "sphinx", ONE, "[role=main] a[href*=about]", TWO));

  /// Returns the one called `name`.
  public static Optional<Sample> named(String name) {
    return ALL.stream().filter(sample -> sample.name().equals(name)).findFirst();
  }
}
