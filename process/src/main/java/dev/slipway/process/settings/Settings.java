package dev.slipway.process.settings;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.secret.Secret;
import dev.slipway.process.settings.SettingsFile.Entry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads typed values of the `SLIPWAY_…` variables of an environment, and of the file that
/// `SLIPWAY_CONFIG` names. A variable wins over the file. [Keys] has all that there are.
///
/// Problems are collected while reading; [#check()] throws them together. Until then a value that
/// is missing or wrong reads as the stand-in that the caller gave. Not thread-safe.
public final class Settings {

  private static final String CONFIG = "SLIPWAY_CONFIG";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final String PATHS = "an absolute path";

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final Optional<SettingsFile> file;

  /// Reads from `environment`; variables without the prefix are none of our business.
  ///
  /// @throws SettingsException if the file that it names can't be read
  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.file = file(environment.getOrDefault(CONFIG, "").strip());
  }

  private static Optional<SettingsFile> file(String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!isAbsolute(path)) {
      throw new SettingsException(List.of(wrong(CONFIG, path, PATHS)));
    }
    return Optional.of(SettingsFile.read(Path.of(path)));
  }

  /// Returns a text that must be there.
  public String required(String key) {
    var value = raw(key);
    if (value.isEmpty()) {
      problems.add(
          key
              + " is not set"
              + file.map(read -> ", nor is " + name(key) + " in " + read.path()).orElse(""));
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
    return content(key, path(key));
  }

  /// Returns the text in the file whose absolute path may be missing.
  public Optional<Secret> optionalSecret(String key) {
    return optionalPath(key).map(path -> content(key, path));
  }

  private Secret content(String key, Path path) {
    try {
      return new Secret(path.isAbsolute() ? Files.readString(path).strip() : "");
    } catch (IOException e) {
      reject(key, path.toString(), "a file that can be read (" + e + ")");
      return new Secret("");
    }
  }

  /// Notes that the variable `key`, whoever reads it, has a wrong value.
  public void reject(String key, String value, String allowed) {
    var place =
        environment.getOrDefault(key, "").isBlank()
            ? Keys.ofVariable(key).flatMap(this::place)
            : Optional.<String>empty();
    problems.add(wrong(place.orElse(key), value, allowed));
  }

  /// Returns a text that may be missing.
  public Optional<String> optional(String key) {
    return raw(key);
  }

  /// Returns a text that may be missing, but must be valid if it is there.
  ///
  /// @param allowed which are, for the message about one that is not
  public Optional<String> optional(String key, String allowed, Predicate<String> valid) {
    var value = optional(key);
    value.filter(valid.negate()).ifPresent(wrong -> reject(key, wrong, allowed));
    return value.filter(valid);
  }

  /// Returns the name of this machine among the platform's: what `SLIPWAY_NODE` says, or else its
  /// own. No name server is asked for it.
  public String node() {
    return optional("SLIPWAY_NODE").orElseGet(Settings::hostName);
  }

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "localhost"; // as a machine without a name calls itself
    }
  }

  /// Returns the absolute path of a folder or file that must be there.
  public Path path(String key) {
    return Path.of(required(key, PATHS, Settings::isAbsolute));
  }

  /// Returns the absolute path of a folder or file that may be missing.
  public Optional<Path> optionalPath(String key) {
    return raw(key).isEmpty() ? Optional.empty() : Optional.of(path(key));
  }

  /// Returns the domain whose control host has the URL that is set.
  public Domain domain(String key) {
    return orUsual(key, Addresses.URLS, Addresses::domain);
  }

  /// Returns the address to listen on that is set.
  public InetSocketAddress address(String key) {
    return orUsual(key, Addresses.ADDRESSES, Addresses::listen);
  }

  /// Returns the address to listen on that may be missing.
  public Optional<InetSocketAddress> optionalAddress(String key) {
    return raw(key)
        .flatMap(text -> {
          var address = Addresses.listen(text);
          if (address.isEmpty()) {
            reject(key, text, Addresses.ADDRESSES);
          }
          return address;
        });
  }

  /// Returns a size in bytes, written as a number with k, m, g or t.
  public long size(String key, long usual) {
    return parsed(key, usual, Amounts.SIZES, Amounts::size);
  }

  /// Returns a time, written as a number with ms, s, m or h.
  public Duration time(String key, Duration usual) {
    return parsed(key, usual, Amounts.TIMES, Amounts::time);
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
  /// @throws SettingsException if anything is missing or wrong, or is set that there is not
  public void check() {
    var all = new ArrayList<String>();
    file.ifPresent(read -> all.addAll(read.problems()));
    all.addAll(problems);
    environment.keySet().stream()
        .filter(key -> key.startsWith(Key.PREFIX) && Keys.ofVariable(key).isEmpty())
        .sorted()
        .forEach(key -> all.add(unknown(key)));
    if (!all.isEmpty()) {
      throw new SettingsException(all);
    }
  }

  private static String unknown(String key) {
    return key
        + " is not a setting"
        + Keys.nearestVariable(key).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static String wrong(String key, String value, String allowed) {
    return key + "=" + value + ": must be " + allowed;
  }

  private static boolean isAbsolute(String text) {
    return text.startsWith("/") && text.indexOf('\0') < 0;
  }

  private static String name(String key) {
    return known(key).name();
  }

  /// Returns what is known about `key`, which a program asks for: a setting that nobody explains is
  /// a fault of ours.
  private static Key known(String key) {
    return Keys.ofVariable(key)
        .orElseThrow(() -> new IllegalArgumentException(key + " is not among the Keys"));
  }

  private Optional<String> raw(String key) {
    var setting = known(key);
    var variable = Optional.ofNullable(environment.get(key)).filter(text -> !text.isBlank());
    return variable.or(() -> entry(setting).map(Entry::value)).map(String::strip);
  }

  private Optional<Entry> entry(Key setting) {
    return file.flatMap(read -> read.entry(setting.name()));
  }

  /// Returns where the file says something about `setting`, for a message.
  private Optional<String> place(Key setting) {
    return file.flatMap(
        read -> read.entry(setting.name()).map(entry -> read.place(entry) + ": " + setting.name()));
  }

  /// Returns what is set, or else the value that [Keys] call usual.
  private <T> T orUsual(String key, String allowed, Function<String, Optional<T>> parser) {
    var usual = parser.apply(known(key).usual());
    return parsed(key, usual.orElseThrow(), allowed, parser);
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
}
