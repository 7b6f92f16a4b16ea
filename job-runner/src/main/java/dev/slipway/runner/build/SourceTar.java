package dev.slipway.runner.build;

import java.io.IOException;
import java.io.OutputStream;

/// What a build starts from, as a POSIX tar of the workspace.
public interface SourceTar {

  /// The user and group that every entry must have: the container's only user.
  int OWNER = 1000;

  /// Writes the whole tar with its end mark, names relative to the workspace, each entry owned by
  /// [#OWNER]. Folders have entries too, before what is in them: the engine makes those that are
  /// missing, but as root, and then the build can't write into them. Leaves `out` open. Is called
  /// once, by a thread that is interrupted when the build is canceled.
  void writeTo(OutputStream out) throws IOException;
}
