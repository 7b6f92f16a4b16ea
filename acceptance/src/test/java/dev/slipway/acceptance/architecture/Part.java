package dev.slipway.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One row of the table in `ARCHITECTURE.md`: a part, and the parts it may use.
record Part(String name, Set<String> mayUse) {

  static final Path DOCUMENT = Path.of("..", "ARCHITECTURE.md");

  private static final int CELLS = 7; // five columns, and what stands before and after the bars

  /// Returns every part that the document names.
  static List<Part> all() {
    try (var lines = Files.lines(DOCUMENT)) {
      return lines
          .map(line -> line.split("\\|", -1))
          .filter(cells -> cells.length == CELLS && cells[2].strip().startsWith("`"))
          .map(cells -> new Part(unquoted(cells[2]), names(cells[4])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(String cell) {
    return Arrays.stream(cell.split(",", -1))
        .map(Part::unquoted)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String unquoted(String text) {
    return text.strip().replace("`", "");
  }

  String packages() {
    return "dev.slipway." + name + "..";
  }

  boolean mayUse(Part other) {
    return equals(other) || mayUse.contains(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
