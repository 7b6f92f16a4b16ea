package dev.slipway.runner.detect;

import java.util.List;
import java.util.Optional;

/// How a commit becomes what is served.
public sealed interface Plan {

  /// Returns what was decided and from which file, a sentence each.
  List<String> notes();

  /// Returns the id of the framework, or `static`.
  String framework();

  /// To serve `output`, a folder of the commit, as it is.
  ///
  /// @param output empty for the root
  record StaticSite(String output, List<String> notes) implements Plan {

    public StaticSite {
      notes = List.copyOf(notes);
    }

    @Override
    public String framework() {
      return "static";
    }
  }

  /// To install and build with Node in a container, and serve what comes of it.
  ///
  /// @param install a line for the container's shell
  /// @param build a line for the container's shell
  /// @param outputs where the output may be, the likeliest first
  /// @param singlePage whether a path that no file has is answered with the start page
  /// @param publicFolder the folder whose files are copied into the output under their own names
  record NodeBuild(
      PackageManager manager,
      String install,
      String build,
      String framework,
      List<String> outputs,
      boolean singlePage,
      Optional<String> publicFolder,
      List<String> notes)
      implements Plan {

    public NodeBuild {
      outputs = List.copyOf(outputs);
      notes = List.copyOf(notes);
    }
  }
}
