package dev.slipway.runner.detect.python;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.file.VersionFile;
import dev.slipway.runner.detect.file.VersionFile.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tomlj.TomlTable;

/// The version of Python that a project asks for, compared with the one there is.
public final class PythonVersion {

  private static final String MANIFEST = "pyproject.toml";

  private PythonVersion() {}

  /// Returns what to say about what the files of `folder` ask for, or those in the root of the
  /// commit.
  public static List<String> notes(ProjectFolder folder) {
    var asked = asked(folder);
    var all = asked.isEmpty() ? asked(ProjectFolder.root(folder.tree())) : asked;
    return all.stream().map(PythonVersion::note).toList();
  }

  private static List<Asked> asked(ProjectFolder folder) {
    var asked = new ArrayList<Asked>();
    VersionFile.line(folder, ".python-version").ifPresent(asked::add);
    VersionFile.line(folder, "runtime.txt").ifPresent(asked::add);
    VersionFile.tool(folder, List.of("python")).ifPresent(asked::add);
    folder.text(MANIFEST).flatMap(TomlText::lenient).stream()
        .flatMap(toml -> Stream.of(required(toml, folder), poetry(toml, folder)))
        .flatMap(Optional::stream)
        .forEach(asked::add);
    return asked;
  }

  private static Optional<Asked> required(TomlTable toml, ProjectFolder folder) {
    return TomlText.table(toml, "project")
        .flatMap(project -> TomlText.text(project, "requires-python"))
        .map(text -> new Asked(text, "requires-python in " + folder.at(MANIFEST)));
  }

  private static Optional<Asked> poetry(TomlTable toml, ProjectFolder folder) {
    return TomlText.table(toml, "tool", "poetry", "dependencies")
        .flatMap(dependencies -> TomlText.text(dependencies, "python"))
        .map(text -> new Asked(text, "python of Poetry in " + folder.at(MANIFEST)));
  }

  private static String note(Asked asked) {
    var wish = "%s asks for Python \"%s\"".formatted(asked.from(), Shown.of(asked.text()));
    return PythonRange.allows(asked.text())
        ? "%s; the builder has Python %s.".formatted(wish, PythonRange.BUILDER)
        : "Warning: %s, but the builder has Python %s, which may not do."
            .formatted(wish, PythonRange.BUILDER);
  }
}
