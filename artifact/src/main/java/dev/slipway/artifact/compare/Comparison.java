package dev.slipway.artifact.compare;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What differs between two artifacts.
///
/// @param circumstances what differs besides the content of files, a sentence each
/// @param onlyInOne the paths that only the first has
/// @param onlyInOther the paths that only the second has
/// @param differing the files that both have, with other content
public record Comparison(
    List<String> circumstances,
    List<String> onlyInOne,
    List<String> onlyInOther,
    List<Difference> differing) {

  /// Of so many texts is looked up where they begin to differ.
  static final int HINTS = 20;

  public Comparison {
    circumstances = List.copyOf(circumstances);
    onlyInOne = List.copyOf(onlyInOne);
    onlyInOther = List.copyOf(onlyInOther);
    differing = List.copyOf(differing);
  }

  /// Compares `one` to `other`.
  public static Comparison of(Artifact one, Artifact other) {
    var first = one.manifest();
    var second = other.manifest();
    var before = byPath(first);
    var after = byPath(second);
    var hints = new Hints(one, other, HINTS);
    var differing = new ArrayList<Difference>();
    for (var file : first.files()) {
      var twin = after.get(file.path());
      if (twin != null && !twin.sha256().equals(file.sha256())) {
        differing.add(new Difference(file.path(), file.size(), twin.size(), hints.next(file)));
      }
    }
    return new Comparison(
        circumstances(first, second, after),
        missing(first, after),
        missing(second, before),
        differing);
  }

  /// Tells whether there is no difference at all.
  public boolean isSame() {
    return circumstances.isEmpty() && hasSameFiles();
  }

  /// Tells whether the files are the same.
  public boolean hasSameFiles() {
    return onlyInOne.isEmpty() && onlyInOther.isEmpty() && differing.isEmpty();
  }

  /// Returns how many files differ, or are only in one of them.
  public int files() {
    return onlyInOne.size() + onlyInOther.size() + differing.size();
  }

  /// Returns how much differs, as the end of a sentence.
  public String summary() {
    if (isSame()) {
      return "nothing differs";
    }
    return hasSameFiles() ? "the files are the same" : "%,d files differ".formatted(files());
  }

  /// Returns every difference, a line each, for people.
  public List<String> lines() {
    return Stream.of(
            circumstances.stream(),
            onlyInOne.stream().map(path -> path + " is only in the first"),
            onlyInOther.stream().map(path -> path + " is only in the second"),
            differing.stream().map(Difference::text))
        .flatMap(each -> each)
        .toList();
  }

  private static Map<String, ManifestFile> byPath(Manifest manifest) {
    return manifest.files().stream().collect(Collectors.toMap(ManifestFile::path, file -> file));
  }

  private static List<String> missing(Manifest manifest, Map<String, ManifestFile> from) {
    return manifest.files().stream()
        .map(ManifestFile::path)
        .filter(path -> !from.containsKey(path))
        .toList();
  }

  private static List<String> circumstances(
      Manifest one, Manifest other, Map<String, ManifestFile> after) {
    var found = new ArrayList<String>();
    tell(found, one, other, "commit", manifest -> manifest.source().commit().value());
    tell(found, one, other, "time of the commit", manifest -> manifest.source().committedAt());
    tell(found, one, other, "Git tree", manifest -> manifest.source().tree());
    tell(found, one, other, "framework", manifest -> manifest.source().framework());
    tell(found, one, other, "build command", manifest -> manifest.source().buildCommand());
    tell(found, one, other, "builder image", manifest -> manifest.source().builder());
    tell(found, one, other, "fallback", Manifest::fallback);
    tell(found, one, other, "format", Manifest::format);
    if (!one.rules().equals(other.rules())) {
      found.add("The rules for serving differ.");
    }
    long served =
        one.files().stream()
            .filter(file -> {
              var twin = after.get(file.path());
              return twin != null && twin.sha256().equals(file.sha256()) && !twin.equals(file);
            })
            .count();
    if (served > 0) {
      found.add("Files with the same content that are served in another way: " + served + ".");
    }
    return found;
  }

  private static void tell(
      List<String> found,
      Manifest one,
      Manifest other,
      String what,
      Function<Manifest, Object> part) {
    var first = part.apply(one);
    var second = part.apply(other);
    if (!Objects.equals(first, second)) {
      found.add("The %s differs: %s and %s.".formatted(what, shown(first), shown(second)));
    }
  }

  private static String shown(Object value) {
    var text = value.toString();
    return text.isEmpty() ? "none" : text;
  }
}
