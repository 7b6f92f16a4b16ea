package dev.slipway.artifact.pack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells by its path whether a file's name changes with its content.
///
/// A wrong yes is a stale file in visitors' browsers for a year, a wrong no costs a conditional
/// request. So in doubt it is no: a page is never immutable, nor is a service worker, and a token
/// that reads like words, such as `Version2`, is no hash. Of random tokens about one in a hundred
/// reads like words.
///
/// The folders that frameworks fill with hashed files count in their own builds, and where no
/// framework is known: a build that was committed. In the build of another framework a folder of
/// that name is not what it seems.
final class ImmutableNames {

  private static final Map<String, String> HASHED_FOLDERS =
      Map.of(
          "nextjs", "_next/static/",
          "astro", "_astro/",
          "sveltekit", "_app/immutable/",
          "nuxtjs", "_nuxt/");
  private static final Set<String> NO_FRAMEWORK = Set.of("static", "node");
  private static final Set<String> MUTABLE = Set.of("_nuxt/builds/latest.json");
  private static final Set<String> WORKERS =
      Set.of("sw.js", "service-worker.js", "serviceworker.js");
  private static final Pattern PAGE = Pattern.compile(".*\\.x?html?", Pattern.CASE_INSENSITIVE);

  private static final Pattern HEX_TOKEN =
      Pattern.compile(".*[-.](?<hex>[0-9a-f]{8,})(\\.lean|\\.chunk)?\\.[A-Za-z0-9]+");

  private static final Pattern TOKEN_OF_EIGHT =
      Pattern.compile(".*[-.](?<token>[A-Za-z0-9_-]{8})(\\.lean|\\.chunk)?\\.[A-Za-z0-9]+");
  private static final Pattern WORDS =
      Pattern.compile("[A-Z]?[a-z]{2,}([-_]?[A-Z]?[a-z]{2,})*[-_]?[0-9]*");
  private static final Pattern UPPER = Pattern.compile(".*[A-Z].*");
  private static final Pattern LOWER = Pattern.compile(".*[a-z].*");
  private static final Pattern DIGIT = Pattern.compile(".*[0-9].*");

  private final Set<String> copied;
  private final Collection<String> folders;

  /// @param framework the id of the framework that made the files, or `static` or `node`
  /// @param copied paths that are immutable in no case, because the source has them as they are
  ImmutableNames(String framework, Set<String> copied) {
    this.copied = copied;
    this.folders =
        NO_FRAMEWORK.contains(framework)
            ? HASHED_FOLDERS.values()
            : Optional.ofNullable(HASHED_FOLDERS.get(framework)).stream().toList();
  }

  boolean contains(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (copied.contains(path) || MUTABLE.contains(path) || isWorker(name) || isPage(name)) {
      return false;
    }
    return folders.stream().anyMatch(path::startsWith) || hashed(name);
  }

  private static boolean isWorker(String name) {
    return WORKERS.contains(name) || name.endsWith("-sw.js");
  }

  private static boolean isPage(String name) {
    return PAGE.matcher(name).matches();
  }

  private static boolean hashed(String name) {
    var hex = HEX_TOKEN.matcher(name);
    if (hex.matches() && has(DIGIT, hex.group("hex")) && has(LOWER, hex.group("hex"))) {
      return true;
    }
    var eight = TOKEN_OF_EIGHT.matcher(name);
    return eight.matches() && isRandom(eight.group("token"));
  }

  private static boolean isRandom(String token) {
    var classes = 0;
    for (var each : List.of(UPPER, LOWER, DIGIT)) {
      classes += has(each, token) ? 1 : 0;
    }
    return classes >= 2 && !WORDS.matcher(token).matches();
  }

  private static boolean has(Pattern pattern, String token) {
    return pattern.matcher(token).matches();
  }
}
