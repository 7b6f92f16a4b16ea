package dev.slipway.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A site that says in every line of every file which version of it that is of: a page, and hashed
/// files that the page names.
record VersionedSite(int version) {

  /// What is on the page, and how many lines it has: from a small body to one that is too long to
  /// be kept in memory.
  private static final Map<String, Integer> FILES = Map.of("app", 40, "style", 400, "vendor", 4000);

  private static final Pattern VERSION = Pattern.compile("version ([0-9]+) of index\n");
  private static final Pattern NAMED = Pattern.compile("<script src=\"([^\"]+)\">");

  /// Returns the site that `page` is of.
  static VersionedSite of(String page) {
    var match = VERSION.matcher(page);
    if (!match.find()) {
      throw new IllegalArgumentException("no page of any version: " + page);
    }
    return new VersionedSite(Integer.parseInt(match.group(1)));
  }

  /// Returns the paths that `page` names.
  static List<String> named(String page) {
    var paths = new ArrayList<String>();
    var matcher = NAMED.matcher(page);
    while (matcher.find()) {
      paths.add(matcher.group(1));
    }
    return paths;
  }

  SampleSite files() {
    var site = new SampleSite().page("index.html", page());
    FILES.keySet().forEach(name -> site.hashed(path(name).substring(1), file(path(name))));
    return site;
  }

  String page() {
    var page = new StringBuilder(line("index").repeat(20));
    FILES.keySet().stream()
        .sorted()
        .forEach(name -> page.append("<script src=\"").append(path(name)).append("\">\n"));
    return page.toString();
  }

  /// Returns what is at `path`, one that the page names.
  String file(String path) {
    var name = path.substring("/assets/".length(), path.indexOf('-'));
    return line(name).repeat(FILES.getOrDefault(name, 0));
  }

  private String path(String name) {
    return "/assets/%s-%08x.js".formatted(name, version);
  }

  private String line(String name) {
    return "version %d of %s\n".formatted(version, name);
  }
}
