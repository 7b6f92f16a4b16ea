package dev.slipway.artifact.image.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.rules.PathStyle;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The addresses of a site's pages: which page each means, and which it is at home at.
///
/// They are worked out beforehand, page by page: the platform's own server finds the same by
/// looking.
final class Addresses {

  /// What an address means.
  ///
  /// @param file the path of the page, with a slash before it
  /// @param home where who comes by this address is sent, percent-encoded; empty if nowhere
  record Meaning(String file, Optional<String> home) {}

  private static final String PAGE = ".html";
  private static final String INDEX = "index.html";
  private static final String PLAIN = "-._~!$&'()*+,;=:@/";

  private final Set<String> files = new HashSet<>();
  private final PathStyle style;
  private final Map<String, Meaning> meanings = new TreeMap<>();

  Addresses(Collection<ManifestFile> files, PathStyle style) {
    this.style = style;
    files.forEach(file -> this.files.add(file.path()));
    for (var file : files) {
      if (file.path().endsWith(PAGE)) {
        addressesOf(file.path()).forEach(this::look);
      }
    }
  }

  /// Returns what every address means that is another than the path of its file.
  Map<String, Meaning> meanings() {
    return meanings;
  }

  /// Returns the file that the decoded path `address` means, with a slash before it.
  Optional<String> file(String address) {
    return found(address).map(file -> "/" + file);
  }

  boolean has(String path) {
    return files.contains(path);
  }

  private static List<String> addressesOf(String file) {
    var page = "/" + file.substring(0, file.length() - PAGE.length());
    var exact = "/" + file;
    if (!isIndex(file)) {
      return List.of(exact, page, page + "/");
    }
    var folder = exact.substring(0, exact.length() - INDEX.length());
    var bare = folder.substring(0, folder.length() - 1);
    return bare.isEmpty() ? List.of(exact, folder, page) : List.of(exact, folder, bare, page);
  }

  private void look(String address) {
    var found = found(address);
    if (found.isEmpty() || meanings.containsKey(address)) {
      return;
    }
    var file = found.get();
    var home = home(file, address);
    boolean atHome = home.equals(address) || !found(home).equals(found);
    meanings.put(
        address, new Meaning("/" + file, atHome ? Optional.empty() : Optional.of(encoded(home))));
  }

  private Optional<String> found(String address) {
    var joined = address.substring(1);
    if (joined.isEmpty()) {
      return known(INDEX);
    }
    if (joined.endsWith("/")) {
      var folder = joined.substring(0, joined.length() - 1);
      return known(folder + "/" + INDEX).or(() -> page(folder));
    }
    return known(joined).or(() -> page(joined)).or(() -> known(joined + "/" + INDEX));
  }

  private Optional<String> page(String joined) {
    return style.clean() ? known(joined + PAGE) : Optional.empty();
  }

  private Optional<String> known(String path) {
    return files.contains(path) ? Optional.of(path) : Optional.empty();
  }

  private String home(String file, String address) {
    boolean exact = address.equals("/" + file);
    boolean index = isIndex(file);
    if ((exact && !style.clean()) || !(index || isPage(file))) {
      return "/" + file;
    }
    boolean folder =
        switch (style.slash()) {
          case AUTO -> index;
          case FORCE -> true;
          case DROP -> false;
          case NONE -> exact ? index : address.endsWith("/");
        };
    var end = index ? INDEX.length() + 1 : PAGE.length();
    var joined = file.substring(0, Math.max(0, file.length() - end));
    return "/" + joined + (folder && !joined.isEmpty() ? "/" : "");
  }

  private static boolean isIndex(String path) {
    return path.equals(INDEX) || path.endsWith("/" + INDEX);
  }

  private static boolean isPage(String path) {
    return path.endsWith(PAGE) && !path.equals(PAGE) && !path.endsWith("/" + PAGE);
  }

  /// Returns `path` as a URL spells it.
  static String encoded(String path) {
    var text = new StringBuilder(path.length());
    for (byte octet : path.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return text.toString();
  }

  /// Returns `texts` by what nginx takes them for: to it, upper and lower case are the same in the
  /// keys of a map.
  static Map<String, List<String>> alike(Collection<String> texts) {
    var alike = new LinkedHashMap<String, List<String>>();
    for (var text : texts) {
      alike.merge(
          text.toLowerCase(Locale.ROOT),
          List.of(text),
          (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
    }
    return alike;
  }
}
