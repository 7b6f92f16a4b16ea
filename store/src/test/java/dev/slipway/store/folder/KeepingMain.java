package dev.slipway.store.folder;

import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts one file into a folder of artifacts, and tells what came of it.
public final class KeepingMain {

  private KeepingMain() {}

  public static void main(String[] arguments) throws IOException {
    var file = Path.of(arguments[0]);
    try (var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      try {
        var digest = Tars.digest(Files.readAllBytes(file));
        FolderArtifacts.in(Path.of(arguments[1])).put(digest, file);
        out.println("kept");
      } catch (StoreException e) {
        out.println("refused: " + e.getMessage());
      }
    }
  }
}
