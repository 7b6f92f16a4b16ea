package dev.slipway.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Folders of this machine that people name, mostly relative to where they are.
final class LocalFolder {

  private LocalFolder() {}

  /// Returns the absolute path of the folder that `text` names.
  ///
  /// @throws UsageException if there is none
  static Path named(String text) {
    try {
      var folder = Path.of(text).toAbsolutePath().normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
      throw new UsageException(
          Files.exists(folder)
              ? folder + " is a file. Name the folder that it is in."
              : "There is no folder " + folder + ". A URL begins with https://.");
    } catch (InvalidPathException e) {
      throw new UsageException(text + " is neither a folder nor a URL that begins with https://.");
    }
  }
}
