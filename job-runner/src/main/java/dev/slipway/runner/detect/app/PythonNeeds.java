package dev.slipway.runner.detect.app;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.TomlText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tomlj.TomlTable;

/// Which packages a project of Python needs where it runs, and from which file they are installed.
///
/// @param names in lower case
/// @param file empty if nothing says what it needs
public record PythonNeeds(Set<String> names, Optional<String> file) {

  /// Where they are put, in the app's folder: an environment of Python's own could not be moved
  /// from where it was made.
  public static final String FOLDER = ".python_packages";

  private static final String REQUIREMENTS = "requirements.txt";
  private static final String MANIFEST = "pyproject.toml";
  private static final Pattern NAME = Pattern.compile("(?m)^[ \\t]*([A-Za-z0-9][A-Za-z0-9._-]*)");
  private static final String INSTALL =
      "python3 -m pip install --no-input --disable-pip-version-check --retries 2 --no-compile --target "
          + FOLDER;

  public PythonNeeds {
    names = Set.copyOf(names);
  }

  /// Returns what the project in `folder` needs.
  public static PythonNeeds of(ProjectFolder folder) {
    var text = folder.text(REQUIREMENTS);
    if (text.isPresent()) {
      return new PythonNeeds(names(text.get()), Optional.of(REQUIREMENTS));
    }
    return folder
        .text(MANIFEST)
        .flatMap(TomlText::lenient)
        .flatMap(toml -> TomlText.table(toml, "project"))
        .map(project -> new PythonNeeds(dependencies(project), Optional.of(MANIFEST)))
        .orElse(new PythonNeeds(Set.of(), Optional.empty()));
  }

  /// Tells whether `name` is among them.
  boolean has(String name) {
    return names.contains(name);
  }

  /// Returns the line that installs them, relative to the project's folder.
  public Optional<String> install(ProjectFolder folder) {
    return file.map(known -> {
      if (known.equals(MANIFEST)) {
        return INSTALL + " .";
      }
      boolean hashed = folder.text(known).orElse("").contains("--hash=");
      return INSTALL + (hashed ? " --require-hashes -r " : " -r ") + known;
    });
  }

  private static Set<String> dependencies(TomlTable project) {
    var names = new HashSet<String>();
    var list = project.getArrayOrEmpty("dependencies");
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String text) {
        names.addAll(names(text));
      }
    }
    return names;
  }

  private static Set<String> names(String requirements) {
    var names = new HashSet<String>();
    NAME.matcher(requirements)
        .results()
        .forEach(match -> names.add(match.group(1).toLowerCase(Locale.ROOT)));
    return names;
  }
}
