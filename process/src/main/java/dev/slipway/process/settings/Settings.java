package dev.slipway.process.settings;

import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads typed values of the `SLIPWAY_…` variables of an environment.
///
/// Problems are collected while reading; [#check()] throws them together. Until then a value that
/// is missing or wrong reads as the stand-in that the caller gave. Not thread-safe.
public final class Settings {

  private static final String PREFIX = "SLIPWAY_";
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,9})([kmgt])");
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m|h)");
  private static final Map<String, Integer> SIZE_SHIFT = Map.of("k", 10, "m", 20, "g", 30, "t", 40);

  private final Map<String, String> environment;
  private final Set<String> known = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  /// Reads from `environment`; variables without the prefix are none of our business.
  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Returns a text that must be there.
  public String required(String key) {
    var value = raw(key);
    if (value.isEmpty()) {
      problems.add(key + " is not set");
    }
    return value.orElse("");
  }

  /// Returns a text that must be there and valid.
  ///
  /// @param allowed which are, for the message about one that is not
  public String required(String key, String allowed, Predicate<String> valid) {
    var value = required(key);
    if (!value.isEmpty() && !valid.test(value)) {
      reject(key, value, allowed);
    }
    return value;
  }

  /// Returns the text in the file whose absolute path must be there.
  public Secret secret(String key) {
    var file = path(key);
    try {
      return new Secret(file.isAbsolute() ? Files.readString(file).strip() : "");
    } catch (IOException e) {
      reject(key, file.toString(), "a file that can be read (" + e + ")");
      return new Secret("");
    }
  }

  /// Notes that the variable `key`, whoever reads it, has a wrong value.
  public void reject(String key, String value, String allowed) {
    problems.add(key + "=" + value + ": must be " + allowed);
  }

  /// Returns a text that may be missing.
  public Optional<String> optional(String key) {
    return raw(key);
  }

  /// Returns the absolute path of a folder or file that must be there.
  public Path path(String key) {
    return Path.of(required(key, "an absolute path", text -> Path.of(text).isAbsolute()));
  }

  /// Returns a size in bytes, written as a number with k, m, g or t.
  public long size(String key, long usual) {
    return parsed(key, usual, "a size such as 512m or 2g", Settings::size);
  }

  /// Returns a time, written as a number with ms, s, m or h.
  public Duration time(String key, Duration usual) {
    return parsed(key, usual, "a time such as 90s or 15m", Settings::time);
  }

  /// Returns a whole number above zero.
  public int number(String key, int usual) {
    return parsed(
        key,
        usual,
        "a whole number from 1 to 999999",
        text ->
            text.matches("[1-9][0-9]{0,5}")
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty());
  }

  /// Returns `true` or `false`.
  public boolean flag(String key, boolean usual) {
    return parsed(
        key,
        usual,
        "true or false",
        text -> text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty());
  }

  /// Returns the words of a list with commas.
  public Set<String> words(String key, Set<String> usual) {
    return raw(key)
        .map(text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(usual);
  }

  /// Ends the reading.
  ///
  /// @throws SettingsException if anything was missing or wrong, or is set and was never asked for
  public void check() {
    var unknown = new TreeSet<String>();
    for (String key : environment.keySet()) {
      if (key.startsWith(PREFIX) && !known.contains(key)) {
        unknown.add(key);
      }
    }
    for (String key : unknown) {
      problems.add(key + " is not a setting; there are " + String.join(", ", new TreeSet<>(known)));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Optional<String> raw(String key) {
    known.add(key);
    return Optional.ofNullable(environment.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private <T> T parsed(String key, T usual, String allowed, Function<String, Optional<T>> parser) {
    var text = raw(key);
    if (text.isEmpty()) {
      return usual;
    }
    var value = parser.apply(text.get());
    if (value.isEmpty()) {
      reject(key, text.get(), allowed);
    }
    return value.orElse(usual);
  }

  private static Optional<Long> size(String text) {
    var match = SIZE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    int shift = SIZE_SHIFT.getOrDefault(match.group(2), 0);
    return number <= Long.MAX_VALUE >> shift ? Optional.of(number << shift) : Optional.empty();
  }

  private static Optional<Duration> time(String text) {
    var match = TIME.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }
}
