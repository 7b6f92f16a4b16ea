package dev.slipway.artifact.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The table of content types by extension or by whole name.
public final class ContentTypes {

  private static final String RESOURCE = "content-types.txt";
  private static final Map<String, ContentType> TABLE = read();

  private ContentTypes() {}

  /// Returns what the file at `path` is served as.
  public static ContentType of(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    var dot = name.lastIndexOf('.');
    var key = dot < 0 ? "/" + name : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return TABLE.getOrDefault(key, ContentType.UNKNOWN);
  }

  private static Map<String, ContentType> read() {
    var table = new HashMap<String, ContentType>();
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> {
          var words = line.split(" +", -1);
          var type = ContentType.of(words[0], words[1].equals("+"));
          for (var i = 2; i < words.length; i++) {
            if (table.put(words[i], type) != null) {
              throw new IllegalStateException(RESOURCE + " has " + words[i] + " twice");
            }
          }
        });
    return Map.copyOf(table);
  }

  private static String text() {
    try (var in = ContentTypes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
