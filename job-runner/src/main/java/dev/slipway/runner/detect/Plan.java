package dev.slipway.runner.detect;

import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.install.Install;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /// To install and build in a container, and serve what comes of it.
  ///
  /// @param folder the project's, relative to the root of the commit: where it is built
  /// @param install empty if there is nothing to install
  /// @param build a line for the container's shell
  record Build(
      Builder builder,
      String folder,
      Optional<Install> install,
      String build,
      Product product,
      List<String> notes)
      implements Plan {

    public Build {
      notes = List.copyOf(notes);
    }

    @Override
    public String framework() {
      return product.framework();
    }

    /// Returns the same, with `earlier` before its notes.
    Build after(List<String> earlier) {
      var all = Stream.concat(earlier.stream(), notes.stream()).toList();
      return new Build(builder, folder, install, build, product, all);
    }
  }

  /// To build a program that answers requests, and make an image of it.
  ///
  /// @param build of which the only output is the folder of the program
  /// @param app what starts it
  record App(Build build, dev.slipway.core.deployment.App app) implements Plan {

    @Override
    public List<String> notes() {
      return build.notes();
    }

    /// Returns the same, with `earlier` before its notes.
    App after(List<String> earlier) {
      return new App(build.after(earlier), app);
    }

    @Override
    public String framework() {
      return build.framework();
    }
  }
}
