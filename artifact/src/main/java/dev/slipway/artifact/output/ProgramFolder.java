package dev.slipway.artifact.output;

import dev.slipway.artifact.Extent;
import java.util.List;

/// A program that was read and found sound: its files, and the links between them.
///
/// @param entries by path, in the order of a manifest
/// @param notes what was left out and why, as sentences for the deployment's log
public record ProgramFolder(List<Entry> entries, List<String> notes) {

  public ProgramFolder {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /// What has a name in it.
  public sealed interface Entry {

    /// Returns its path, relative and sound.
    String path();
  }

  /// A file.
  ///
  /// @param body where its bytes lie in the spool
  public record File(String path, Extent body, boolean executable) implements Entry {}

  /// A symbolic link to something of the same program.
  ///
  /// @param target relative to the link's folder
  public record Link(String path, String target) implements Entry {}
}
