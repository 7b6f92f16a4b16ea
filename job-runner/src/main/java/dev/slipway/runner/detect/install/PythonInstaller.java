package dev.slipway.runner.detect.install;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.install.Install.Fallback;
import java.util.List;
import java.util.Optional;

/// From where a project of Python installs what it needs.
///
/// It gets an environment of its own, in which the packages of the builder are seen, too: what is
/// there need not be downloaded. uv and Poetry are run as on the machine of who wrote the lock
/// file; where the builder does not have them they are installed beside that environment, so that
/// what they need themselves is not mixed with what the project needs.
///
/// @param file which file says what is needed
/// @param locked whether it says so to the exact version
public record PythonInstaller(ProjectFolder folder, String file, boolean locked, String line) {

  /// The program of that environment, relative to the project's folder.
  public static final String PYTHON = ".venv/bin/python";

  private static final String NEW_PLACE =
      "python3 -m venv --clear --without-pip --system-site-packages .venv";
  private static final String ENTER = ". .venv/bin/activate";
  private static final String PACKAGES = "import sysconfig; print(sysconfig.get_path(\"purelib\"))";
  private static final String INSTALL =
      "install --no-input --disable-pip-version-check --retries 2";
  private static final String PIP = PYTHON + " -m pip " + INSTALL;
  private static final String TOOLS = "/tmp/tools";
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
      return Optional.of(uv(folder));
    }
    if (folder.isFile(MANIFEST) && folder.isFile("poetry.lock")) {
      return Optional.of(poetry(folder));
    }
    return folder
        .first(REQUIREMENTS)
        .map(file -> requirements(folder, file))
        .or(() -> manifest(folder));
  }

  private static PythonInstaller uv(ProjectFolder folder) {
    var line = "UV_LINK_MODE=copy uv sync --frozen --inexact --all-groups";
    var extra = hasDocs(folder, "project", "optional-dependencies") ? " --extra docs" : "";
    return new PythonInstaller(folder, "uv.lock", true, having("uv") + " && " + line + extra);
  }

  private static PythonInstaller poetry(ProjectFolder folder) {
    var line = "POETRY_VIRTUALENVS_IN_PROJECT=true poetry install --no-interaction";
    var group = hasDocs(folder, "tool", "poetry", "group") ? " --with docs" : "";
    var extra =
        hasDocs(folder, "tool", "poetry", "extras")
                || hasDocs(folder, "project", "optional-dependencies")
            ? " --extras docs"
            : "";
    return new PythonInstaller(
        folder, "poetry.lock", true, having("poetry") + " && " + line + group + extra);
  }

  /// Returns the line that sees to it that there is a program `name`.
  private static String having(String name) {
    return "PATH=$PATH:%s/bin && { command -v %s || { python3 -m venv --without-pip %s && python3 -m pip --python %s/bin/python %s %s; }; }"
        .formatted(TOOLS, name, TOOLS, TOOLS, INSTALL, name);
  }

  private static boolean hasDocs(ProjectFolder folder, String... path) {
    return folder
        .text(MANIFEST)
        .flatMap(TomlText::lenient)
        .flatMap(toml -> TomlText.table(toml, path))
        .filter(table -> table.contains(List.of("docs")))
        .isPresent();
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
    boolean docs = hasDocs(folder, "project", "optional-dependencies");
    var line = PIP + (docs ? " \".[docs]\"" : " .");
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

  /// Returns the install that is `wished`, in an environment of its own, since Debian's pip
  /// installs into no other.
  public static Install wished(Install wished) {
    var start = NEW_PLACE + " && " + ENTER + " && export PIP_PYTHON=$VIRTUAL_ENV/bin/python";
    return new Install(wished.folder(), start + " && " + wished.command(), wished.fallback());
  }

  /// Returns the line that runs `wished` with what was installed. Programs of the builder, such as
  /// `mkdocs`, are started by the Python outside of the environment, and see it by `PYTHONPATH`.
  public static String wished(String wished) {
    var path = "$(python -c '" + PACKAGES + "')${PYTHONPATH:+:$PYTHONPATH}";
    return ENTER + " && export PYTHONPATH=" + path + " && " + wished;
  }

  /// Returns a sentence about it.
  public String note() {
    return locked
        ? "Python packages exactly as %s says.".formatted(folder.at(file))
        : "Python packages from %s, of which it leaves the exact versions open."
            .formatted(folder.at(file));
  }
}
