package dev.slipway.runner.detect.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class KnownFrameworksTest {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "covers",
          "packages",
          "without",
          "files",
          "supersedes",
          "build",
          "outputs",
          "settings",
          "flags",
          "folder",
          "singlePage",
          "spa",
          "publicFolder",
          "caches",
          "envPrefix",
          "server",
          "statics",
          "tool");

  @Test
  void coverEveryFrameworkOfTheFactsOrSayWhyNot() throws IOException {
    var known = new HashSet<String>();
    KnownFrameworks.all().forEach(framework -> known.addAll(framework.covers()));
    KnownFrameworks.resource()
        .required("leftOut")
        .properties()
        .forEach(left -> {
          assertThat(left.getValue().asText()).hasSizeGreaterThan(10);
          known.add(left.getKey());
        });

    assertThat(known).containsExactlyInAnyOrderElementsOf(ids(facts()));
  }

  @Test
  void creditTheSourcesOfTheFacts() {
    assertThat(KnownFrameworks.resource().required("sources").toString())
        .contains("@vercel/frameworks", "Apache-2.0", "@netlify/build-info", "MIT", "CC-BY-4.0");
  }

  @Test
  void knowEveryPackageThatTheFactsHaveForThem() throws IOException {
    for (var fact : facts()) {
      for (var name : fact.path("npm")) {
        assertThat(
                KnownFrameworks.all().stream()
                    .anyMatch(framework -> framework.packages().contains(name.asText())))
            .as("%s of %s", name, fact.path("id"))
            .matches(known -> known || LEFT_OUT.contains(name.asText()));
      }
    }
  }

  @Test
  void standBeforeThoseThatTheyAreBuiltOn() {
    var ids = KnownFrameworks.ids();

    for (var framework : KnownFrameworks.all()) {
      for (var base : framework.supersedes()) {
        assertThat(ids.indexOf(base))
            .as("%s is built on %s", framework.id(), base)
            .isGreaterThan(ids.indexOf(framework.id()));
      }
    }
  }

  @Test
  void haveIdsOfTheirOwnAndNoKeysThatMeanNothing() {
    assertThat(KnownFrameworks.ids()).doesNotHaveDuplicates();
    for (var entry : KnownFrameworks.resource().required("frameworks")) {
      assertThat(entry.fieldNames()).toIterable().isSubsetOf(KEYS);
    }
  }

  private static final Set<String> LEFT_OUT =
      Set.of(
          // agents and servers, which are left out altogether
          "@vercel/factory",
          "eve",
          "xmcp",
          "@mastra/deployer-netlify",
          "mastra",
          // parts of frameworks that are known by another package
          "@netlify/remix-adapter",
          "react-dev-utils",
          "@tanstack/router-plugin");

  private static JsonNode facts() throws IOException {
    try (var in =
        Objects.requireNonNull(KnownFrameworksTest.class.getResourceAsStream("facts.json"))) {
      return new ObjectMapper().readTree(in).required("frameworks");
    }
  }

  private static List<String> ids(JsonNode facts) {
    return StreamSupport.stream(facts.spliterator(), false)
        .map(fact -> fact.required("id").asText())
        .toList();
  }
}
