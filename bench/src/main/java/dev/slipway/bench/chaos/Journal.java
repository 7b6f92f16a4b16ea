package dev.slipway.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.chaos.check.History.Answer;
import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.bench.chaos.check.History.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What was pushed, answered and asked for, as a file with a line for each: its kind, and the rest
/// as JSON. Thread-safe.
final class Journal {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PUSH = "push ";
  private static final String ANSWER = "answer ";
  private static final String REQUEST = "request ";

  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  void add(Push push) {
    append(PUSH, push);
  }

  void add(Answer answer) {
    append(ANSWER, answer);
  }

  void add(Request request) {
    append(REQUEST, request);
  }

  List<Push> pushes() {
    return read(PUSH, Push.class);
  }

  List<Answer> answers() {
    return read(ANSWER, Answer.class);
  }

  List<Request> requests() {
    return read(REQUEST, Request.class);
  }

  private synchronized void append(String kind, Object entry) {
    try {
      Files.writeString(
          file,
          kind + JSON.writeValueAsString(entry) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the journal " + file, e);
    }
  }

  private synchronized <T> List<T> read(String kind, Class<T> type) {
    try {
      if (Files.notExists(file)) {
        return List.of();
      }
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(kind))
          .map(line -> parsed(line.substring(kind.length()), type))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the journal " + file, e);
    }
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Not a line of the journal: " + json, e);
    }
  }
}
