package dev.slipway.bench.chaos.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/// A history as a JSON file.
public final class HistoryFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryFile() {}

  public static void write(History history, Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), history);
  }

  public static History read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), History.class);
  }
}
