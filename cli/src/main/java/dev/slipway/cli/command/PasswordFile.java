package dev.slipway.cli.command;

import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file whose first line is a password.
final class PasswordFile {

  private static final long LARGEST = 64L * 1024;

  private PasswordFile() {}

  static Secret read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        throw new UsageException("--password-file " + file + ": is no small text file.");
      }
      return Files.readString(file)
          .lines()
          .findFirst()
          .filter(line -> !line.isBlank())
          .map(Secret::new)
          .orElseThrow(
              () -> new UsageException("--password-file " + file + ": its first line is empty."));
    } catch (MalformedInputException _) {
      throw new UsageException("--password-file " + file + ": is not UTF-8.");
    } catch (IOException e) {
      throw new UsageException("--password-file " + file + ": can't be read: " + e.getMessage());
    }
  }
}
