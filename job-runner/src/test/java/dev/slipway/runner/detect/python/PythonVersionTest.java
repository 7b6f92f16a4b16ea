package dev.slipway.runner.detect.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.Detector;
import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PythonVersionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".python-version | 3.13.1                                     | 3.13.1",
        ".python-version | # ours\\n3.10 # old                        | 3.10",
        "runtime.txt     | python-3.9.18                              | python-3.9.18",
        ".tool-versions  | nodejs 24\\npython 3.12.1 3.11.0           | 3.12.1",
        "pyproject.toml  | [project]\\nrequires-python = '>=3.12'     | >=3.12",
        "pyproject.toml  | [tool.poetry.dependencies]\\npython = '^3.12' | ^3.12"
      })
  void warnsThatAnotherPythonIsAskedFor(String file, String text, String version) {
    var notes = notes(new MapTree().with(file, text.replace("\\n", "\n")));

    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("Warning: ")
        .contains(file, "\"" + version + "\"", "the builder has Python 3.11.2");
  }

  @Test
  void saysWhatIsAskedForWhenTheBuilderHasIt() {
    assertThat(notes(new MapTree().with(".python-version", "3.11\n")))
        .containsExactly(
            ".python-version asks for Python \"3.11\"; the builder has Python 3.11.2.");
    assertThat(notes(new MapTree().with(".python-version", "\n\n"))).isEmpty();
  }

  @Test
  void looksInTheRootOfTheRepositoryWhenTheFolderSaysNothing() {
    var tree =
        new MapTree()
            .with(".python-version", "3.12")
            .with("slipway.toml", "[build]\nroot = \"web\"\n")
            .with("web/mkdocs.yml", "site_name: x");

    assertThat(Detector.detect(tree).notes())
        .anyMatch(
            note -> note.startsWith("Warning: .python-version asks for Python \"3.12\", but "));
    assertThat(Detector.detect(tree.with("web/.python-version", "3.11")).notes())
        .contains("web/.python-version asks for Python \"3.11\"; the builder has Python 3.11.2.")
        .noneMatch(note -> note.contains("3.12"));
  }

  private static List<String> notes(MapTree tree) {
    return PythonVersion.notes(ProjectFolder.root(tree));
  }
}
