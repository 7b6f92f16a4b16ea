package dev.slipway.runner.detect.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The small files in which projects say which version of a program they want.
public final class VersionFile {

  private static final int LARGEST = 1 << 16;
  private static final String TOOLS = ".tool-versions";
  private static final Pattern TOOL = Pattern.compile("(\\S{1,40})\\s{1,20}(\\S{1,80}).{0,200}");

  /// What a project says that it wants.
  ///
  /// @param text a version, a range of them or an alias
  /// @param from which file it is in, or which setting of a file
  public record Asked(String text, String from) {}

  private VersionFile() {}

  /// Returns what the first line of the file `name` says that is more than a comment.
  public static Optional<Asked> line(ProjectFolder folder, String name) {
    return folder
        .text(name, LARGEST)
        .flatMap(text ->
            text.lines()
                .map(line -> line.replaceFirst("#.*+", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst())
        .map(line -> new Asked(line, folder.at(name)));
  }

  /// Returns what `.tool-versions` says about a tool with one of `names`: the first version that it
  /// names.
  public static Optional<Asked> tool(ProjectFolder folder, List<String> names) {
    return folder.text(TOOLS, LARGEST).stream()
        .flatMap(String::lines)
        .map(line -> TOOL.matcher(line.strip()))
        .filter(match -> match.matches() && names.contains(match.group(1)))
        .findFirst()
        .map(match -> new Asked(match.group(2), folder.at(TOOLS)));
  }
}
