package dev.slipway.runner.detect;

import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the pages of a repository that are served as they are.
final class PlainSite {

  static final List<String> FOLDERS =
      List.of("", "public", "dist", "docs", "site", "www", "build", "out", "_site");
  static final List<String> FOLDERS_BESIDE_A_MANIFEST = List.of("", "public", "dist");

  private static final String PAGE = "index.html";
  private static final String FRONT_MATTER = "---";

  private PlainSite() {}

  /// Returns the plan to serve the first of `folders` inside `project` that has a page.
  static Optional<Plan> in(ProjectFolder project, List<String> folders, List<String> notes) {
    return folders.stream()
        .map(project::in)
        .filter(folder -> folder.isFile(PAGE))
        .findFirst()
        .map(folder -> of(folder, notes));
  }

  /// Tells whether the root page of `project` is the source of a page, for a program to make one of
  /// it.
  static boolean isTemplate(ProjectFolder project) {
    return project.text(PAGE).filter(text -> text.startsWith(FRONT_MATTER)).isPresent();
  }

  /// Returns the plan to serve `folder`.
  static Plan of(ProjectFolder folder, List<String> notes) {
    var all = new ArrayList<>(notes);
    all.add(
        folder.path().isEmpty()
            ? "Plain site: the files of the repository, from index.html in its root."
            : "Plain site: the files of the folder %s, from %s."
                .formatted(folder.path(), folder.at(PAGE)));
    return new Plan.StaticSite(folder.path(), all);
  }
}
