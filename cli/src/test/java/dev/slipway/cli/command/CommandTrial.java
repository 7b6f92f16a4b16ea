package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The commands as a person types them, and a Slipway that gives the answers it was told to.
final class CommandTrial implements AutoCloseable {

  final RecordingServer server;
  private final Screen screen = new Screen();
  private final Path data;

  CommandTrial() {
    try {
      server = new RecordingServer();
      data = Files.createTempDirectory("slipway-commands");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DataFolder.write(address(), server.address().toString());
    DataFolder.write(token(), "slw_1");
  }

  /// Runs `slipway arguments…` against it, and returns the exit code.
  int run(String... arguments) {
    return runWith("", arguments);
  }

  /// Runs it with `input` as the standard input.
  int runWith(String input, String... arguments) {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--data", data.toString()));
    var in = new ByteArrayInputStream(input.getBytes(UTF_8));
    var terminal = new Terminal(screen.terminal().out(), screen.terminal().err(), in);
    return SlipwayCommand.run(terminal, line.toArray(String[]::new));
  }

  String out() {
    return screen.out();
  }

  String err() {
    return screen.err();
  }

  private Path address() {
    return data.resolve("address");
  }

  private Path token() {
    return data.resolve("api-token");
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var file : List.of(address(), token(), data)) {
      Files.delete(file);
    }
  }
}
