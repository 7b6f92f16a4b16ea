package dev.slipway.runner.detect.python;

import dev.slipway.runner.detect.file.InnerPath;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.file.YamlText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A site that a program in Python makes.
///
/// @param program what its program is called
/// @param file the file by which it is known
/// @param arguments what is behind `python` in the line that makes it
/// @param output where it is then
public record PythonSite(String program, String file, String arguments, String output) {

  private static final List<String> MKDOCS = List.of("mkdocs.yml", "mkdocs.yaml");
  private static final List<String> SPHINX =
      List.of("docs/source", "docs", "doc/source", "doc", "source", "");
  private static final List<String> PELICAN = List.of("publishconf.py", "pelicanconf.py");
  private static final List<String> SPHINX_SETTINGS =
      List.of("extensions", "html_theme", "master_doc", "root_doc", "source_suffix");

  /// Returns the site that is in `folder`, if one is.
  public static Optional<PythonSite> in(ProjectFolder folder) {
    return folder
        .first(MKDOCS)
        .map(file -> mkdocs(folder, file))
        .or(() -> folder.first(PELICAN).map(file -> pelican(folder, file)))
        .or(() -> sphinx(folder));
  }

  /// Returns its framework's id.
  public String id() {
    return program.toLowerCase(Locale.ROOT);
  }

  private static PythonSite mkdocs(ProjectFolder folder, String file) {
    var output =
        folder
            .text(file)
            .flatMap(text -> YamlText.value(text, "site_dir"))
            .flatMap(InnerPath::of)
            .filter(path -> !path.isEmpty())
            .orElse("site");
    return new PythonSite("MkDocs", folder.at(file), "-m mkdocs build --clean", output);
  }

  /// The settings for publishing are taken if there are any, as pelican's own Makefile does.
  private static PythonSite pelican(ProjectFolder folder, String file) {
    return new PythonSite(
        "Pelican", folder.at(file), "-m pelican -s " + file + " -o output", "output");
  }

  private static Optional<PythonSite> sphinx(ProjectFolder folder) {
    return SPHINX.stream()
        .filter(source -> isSphinx(folder.in(source)))
        .findFirst()
        .map(source -> {
          var from = source.isEmpty() ? "." : source;
          return new PythonSite(
              "Sphinx",
              folder.in(source).at("conf.py"),
              "-m sphinx -b html " + from + " _build/html",
              "_build/html");
        });
  }

  private static boolean isSphinx(ProjectFolder folder) {
    return folder.text("conf.py").stream()
        .flatMap(String::lines)
        .anyMatch(line -> SPHINX_SETTINGS.stream().anyMatch(line::startsWith));
  }

  /// Returns a sentence about it.
  public String note() {
    return "Framework %s, from %s.".formatted(id(), Shown.of(file));
  }
}
