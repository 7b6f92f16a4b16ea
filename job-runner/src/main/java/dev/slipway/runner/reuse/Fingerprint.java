package dev.slipway.runner.reuse;

import dev.slipway.artifact.Manifest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.BuildKeyWriter;
import dev.slipway.core.build.Trust;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.install.Install;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that decides what comes of a build, whatever the commit and the branch are called.
///
/// The tree stands for every file, and so for what they say about building and serving. The plan is
/// made from it too, but a newer Slipway may make another. Limits are left out: past one, a build
/// fails, and within them they change nothing.
///
/// @param tree the id of the Git tree of all that the build can read, and of what the root says
///   about serving
/// @param variables stands for the variables that the project gives its builds; empty if none
/// @param environment what every build's environment has on this node, and what Slipway says of the
///   deployment, as far as a file of the tree may read it
/// @param trust who vouches for the source, so that a fork's build is never taken for the project's
public record Fingerprint(
    String tree, Plan plan, String variables, Map<String, String> environment, Trust trust) {

  /// Goes up whenever the same output would be packed in another way, or what was recorded until
  /// then is no longer vouched for: until 2, a preview may have built with what another has left.
  private static final int PACKING = 2;

  public Fingerprint {
    environment = Map.copyOf(environment);
  }

  /// Returns the key of the build in the image `builder`, which is empty if nothing is built.
  public BuildKey key(String builder) {
    var key =
        new BuildKeyWriter()
            .add("packing", Manifest.FORMAT + "." + PACKING)
            .add("tree", tree)
            .add("builder", builder)
            .add("variables", variables)
            .add("environment", spelled(environment))
            .add("vouched by", trust.vouchedBy());
    switch (plan) {
      case Plan.StaticSite site -> key.add("static", site.output());
      case Plan.Build build -> add(build, key);
      case Plan.App app -> {
        add(app.build(), key);
        key.add("app", app.app().start());
      }
    }
    return key.key();
  }

  private static void add(Plan.Build build, BuildKeyWriter key) {
    var product = build.product();
    key.add("folder", build.folder())
        .add("install", build.install().map(Fingerprint::spelled).orElse(List.of()))
        .add("build", build.build())
        .add("framework", product.framework())
        .add("outputs", product.outputs())
        .add("public folder", product.publicFolder().stream().toList())
        .add("fallback", product.singlePage() ? "single page" : "none");
  }

  private static List<String> spelled(Install install) {
    var fallback = install.fallback().map(other -> List.of(other.check(), other.command()));
    return Stream.concat(
            Stream.of(install.folder(), install.command()), fallback.stream().flatMap(List::stream))
        .toList();
  }

  private static List<String> spelled(Map<String, String> variables) {
    return new TreeMap<>(variables)
        .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }
}
