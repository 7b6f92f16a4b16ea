package dev.slipway.artifact.output;

import java.util.List;

/// A folder that was read and found sound.
///
/// @param files by path, in the order of a manifest
/// @param notes what was left out and why, as sentences for the deployment's log
public record OutputFolder(List<OutputFile> files, List<String> notes) {

  public OutputFolder {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
