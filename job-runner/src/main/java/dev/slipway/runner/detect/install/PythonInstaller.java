package dev.slipway.runner.detect.install;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.install.Install.Fallback;
import java.util.List;
import java.util.Optional;

/// From where a project of Python installs what it needs.
///
/// It gets an environment of its own, in which the packages of the builder are seen, too: what is
/// there need not be downloaded.
///
/// @param file which file says what is needed
/// @param locked whether it says so to the exact version
public record PythonInstaller(ProjectFolder folder, String file, boolean locked, String line) {

  /// The program of that environment, relative to the project's folder.
  public static final String PYTHON = ".venv/bin/python";

  private static final String NEW_PLACE =
      "python3 -m venv --clear --without-pip --system-site-packages .venv";
  private static final String PIP =
      PYTHON + " -m pip install --no-input --disable-pip-version-check --retries 2";
  private static final List<String> REQUIREMENTS =
      List.of(
          "requirements.txt",
          "docs/requirements.txt",
          "requirements-docs.txt",
          "docs-requirements.txt",
          "requirements/docs.txt",
          "doc/requirements.txt");
  private static final String MANIFEST = "pyproject.toml";

  /// Returns how the project in `folder` installs what it needs, if it says that it needs anything.
  public static Optional<PythonInstaller> of(ProjectFolder folder) {
    if (folder.isFile(MANIFEST) && folder.isFile("uv.lock")) {
      return Optional.of(
          new PythonInstaller(
              folder,
              "uv.lock",
              true,
              "%s uv && %s -m uv sync --frozen --inexact --all-groups --no-install-project"
                  .formatted(PIP, PYTHON)));
    }
    if (folder.isFile(MANIFEST) && folder.isFile("poetry.lock")) {
      return Optional.of(
          new PythonInstaller(
              folder,
              "poetry.lock",
              true,
              "%s poetry && POETRY_VIRTUALENVS_CREATE=false %s -m poetry install --no-interaction --no-root"
                  .formatted(PIP, PYTHON)));
    }
    return folder
        .first(REQUIREMENTS)
        .map(file -> requirements(folder, file))
        .or(() -> manifest(folder));
  }

  private static PythonInstaller requirements(ProjectFolder folder, String file) {
    boolean hashed = folder.text(file).orElse("").contains("--hash=");
    var line = PIP + (hashed ? " --require-hashes -r " : " -r ") + file;
    return new PythonInstaller(folder, file, hashed, line);
  }

  /// A `pyproject.toml` may also be nothing but settings of tools.
  private static Optional<PythonInstaller> manifest(ProjectFolder folder) {
    var toml = folder.text(MANIFEST).flatMap(TomlText::lenient);
    if (toml.flatMap(table -> TomlText.table(table, "project")).isEmpty()) {
      return Optional.empty();
    }
    var extras =
        toml.flatMap(table -> TomlText.table(table, "project", "optional-dependencies"))
            .filter(table -> table.contains(List.of("docs")));
    var line = PIP + (extras.isPresent() ? " \".[docs]\"" : " .");
    return Optional.of(new PythonInstaller(folder, MANIFEST, false, line));
  }

  /// Returns how it installs, for a site that `program` makes, which the builder has, too.
  public Install install(String program) {
    var warning =
        "Warning: what %s asks for can't be installed. The %s of the builder is used instead, in its"
                .formatted(file, program)
            + " own version and without what else is asked for.";
    return new Install(
        folder.path(),
        NEW_PLACE + " && " + line,
        Optional.of(new Fallback("", NEW_PLACE, warning)));
  }

  /// Returns a sentence about it.
  public String note() {
    return locked
        ? "Python packages exactly as %s says.".formatted(folder.at(file))
        : "Python packages from %s, of which it leaves the exact versions open."
            .formatted(folder.at(file));
  }
}
