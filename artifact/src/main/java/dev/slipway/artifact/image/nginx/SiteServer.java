package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.rules.model.PathPattern.Segments;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The configuration of nginx that serves one site, and what it does not do.
///
/// @param text the file
/// @param encoded whether precompressed forms are sent: what lies beside a file is its form
/// @param notes what the site asks for and the image does not do, as sentences for people
public record SiteServer(String text, boolean encoded, List<String> notes) {

  /// The folder in the image that has the site's files.
  public static final String ROOT = "/site";

  /// The port that it listens on.
  public static final int PORT = 8080;

  /// How long the paths of all pages may be together: each stands there some ten times.
  private static final long MOST_OF_PAGES = 2_000_000;

  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9_+-]{1,40}");
  private static final Pattern TYPE = Pattern.compile("[ -~]{1,200}");
  private static final String UNKNOWN = "application/octet-stream";
  private static final String ASK = "\"public, max-age=0, must-revalidate\"";
  private static final String YEAR = "\"public, max-age=31536000, immutable\"";

  public SiteServer {
    notes = List.copyOf(notes);
  }

  /// Returns what serves the site of `manifest`.
  ///
  /// @throws ArtifactException if it has more pages than nginx, and this process, can hold
  public static SiteServer of(Manifest manifest) {
    long pages =
        manifest.files().stream()
            .map(ManifestFile::path)
            .filter(path -> path.endsWith(".html"))
            .mapToLong(String::length)
            .sum();
    if (pages > MOST_OF_PAGES) {
      throw new ArtifactException(
          "its pages are too many for an image: their paths have %,d characters and may have %,d"
              .formatted(pages, MOST_OF_PAGES));
    }
    return new Writing(manifest).write();
  }

  private static final class Writing {

    private final Manifest manifest;
    private final Maps maps = new Maps();
    private final Left left = new Left();
    private final Addresses addresses;
    private final boolean encoded;

    Writing(Manifest manifest) {
      this.manifest = manifest;
      this.addresses = new Addresses(manifest.files(), manifest.rules().paths());
      this.encoded = manifest.files().stream().noneMatch(this::isAmbiguous);
    }

    /// Tells whether the site has another file where a form of this one would lie.
    private boolean isAmbiguous(ManifestFile file) {
      return addresses.has(file.path() + ".gz") || addresses.has(file.path() + ".br");
    }

    SiteServer write() {
      if (!encoded) {
        left.say("compression: the site has files of its own that end in .gz or .br beside others");
      }
      var pages = new Pages(maps, addresses, left);
      var here = pages.atHome("$slipway_asked", "slipway_page");
      var home = pages.home("$slipway_asked", "slipway_page");
      var redirects = new Redirects(maps, pages, addresses, left);
      redirects.add(manifest.rules().redirects());
      unlessRewritten("slipway_show", here);
      unlessRewritten("slipway_home", home);
      exact();
      protect();
      caching();
      var headers = headers();
      var fallback = fallback();
      var server = new ServerBlock(redirects, headers, fallback, hasErrorPages());
      var text = new StringBuilder();
      var body = server.write(encoded);
      ServerBlock.head(text);
      types(text);
      maps.appendTo(text);
      return new SiteServer(text.append(body).append("}\n").toString(), encoded, left.notes());
    }

    private void unlessRewritten(String name, String variable) {
      maps.add("$slipway_before_file", name, Maps.NOTHING).put("", variable);
    }

    /// A precompressed form is no file of the site's, though it lies among them.
    private void exact() {
      var map = maps.add("$slipway_asked", "slipway_exact", "$slipway_asked");
      if (encoded) {
        manifest.files().stream()
            .map(ManifestFile::path)
            .filter(path -> path.endsWith(".gz") || path.endsWith(".br"))
            .filter(path -> isShort(path, Spelling.expression(path)))
            .forEach(
                path -> map.match("^/" + Spelling.expression(path) + "$", false, "$slipway_asked"));
        map.match("\\.(?:gz|br)$", false, Maps.NOTHING);
      }
    }

    /// Tells whether nginx can be told of `path`, which is `spelled` to it; says so if not.
    private boolean isShort(String path, String spelled) {
      if (!Spelling.fits(spelled)) {
        left.say("all for a file whose path is too long for nginx: " + path);
        return false;
      }
      return true;
    }

    private void protect() {
      var map = maps.add("$slipway_asked", "slipway_closed", Maps.NOTHING);
      for (var rule : manifest.rules().access()) {
        if (rule.path() instanceof Segments path && Spelling.fits(PathExpression.of(path))) {
          map.match(PathExpression.of(path), path.ignoresCase(), "1");
          left.out(rule.origin(), "passwords: what they protect answers 403 to everybody");
        } else {
          map.match("^", false, "1");
          left.out(rule.origin(), "such a protected path: the whole site answers 403");
        }
      }
    }

    private void caching() {
      var kinds = maps.add("$status", "slipway_kind", "error");
      List.of("200", "206", "304").forEach(status -> kinds.put(status, "file"));
      kinds.put("204", "none");
      kinds.match("^3", false, "away");
      var files = maps.add("$slipway_asked", "slipway_file_caching", ASK);
      var seen = new HashSet<String>();
      manifest.files().stream()
          .filter(ManifestFile::immutable)
          .map(file -> "/" + file.path())
          .filter(path -> seen.add(path.toLowerCase(Locale.ROOT)))
          .forEach(path -> files.put(path, YEAR));
      var caching = maps.add("$slipway_kind", "slipway_caching", "no-store");
      caching.put("file", "$slipway_file_caching");
      caching.put("away", ASK);
      caching.put("none", Maps.NOTHING);
    }

    private Headers headers() {
      var links = maps.add("$uri", "slipway_page_links", Maps.NOTHING);
      var seen = new HashSet<String>();
      manifest.files().stream()
          .filter(file -> !file.links().isEmpty() && Spelling.fits(Spelling.value(file.links())))
          .filter(file -> seen.add(file.path().toLowerCase(Locale.ROOT)))
          .forEach(file -> links.put("/" + file.path(), Spelling.value(file.links())));
      maps.add("$slipway_kind", "slipway_links", "$slipway_page_links").put("away", Maps.NOTHING);
      var vary =
          maps.add("\"$slipway_kind$slipway_guessed\"", "slipway_vary", "\"Accept-Encoding\"");
      vary.put("away", Maps.NOTHING);
      vary.put("none", Maps.NOTHING);
      vary.put("file1", "\"Accept-Encoding, Sec-Fetch-Mode, Accept\"");
      vary.put("error1", "\"Sec-Fetch-Mode, Accept\"");
      var headers = new Headers(maps, left);
      headers.usual("X-Content-Type-Options", "nosniff");
      headers.usual("Referrer-Policy", "strict-origin-when-cross-origin");
      headers.usual("Cache-Control", "$slipway_caching");
      headers.usual("Link", "$slipway_links");
      headers.usual("Vary", "$slipway_vary");
      maps.add("$status", "slipway_allow", Maps.NOTHING)
          .match("^(?:204|405)$", false, "\"GET, HEAD, OPTIONS\"");
      headers.usual("Allow", "$slipway_allow");
      headers.add(manifest.rules().headers());
      return headers;
    }

    private boolean hasErrorPages() {
      var map =
          maps.add(
              "$slipway_asked",
              "slipway_404",
              addresses.has("404.html") ? "/404.html" : Maps.NOTHING);
      manifest.files().stream()
          .map(ManifestFile::path)
          .filter(path -> path.endsWith("/404.html"))
          .filter(path -> isShort(path, Spelling.expression(path)))
          .filter(path -> isShort(path, Spelling.value(path)))
          .sorted(Comparator.comparingInt(String::length).reversed())
          .forEach(path -> {
            var folder = path.substring(0, path.length() - "404.html".length());
            map.match("^/" + Spelling.expression(folder), false, Spelling.value("/" + path));
          });
      return addresses.has("404.html");
    }

    /// Returns the page that answers navigations that no file does.
    private Optional<String> fallback() {
      var page =
          addresses.has("200.html")
              ? Optional.of("/200.html")
              : manifest.fallback() == Fallback.SINGLE_PAGE && addresses.has("index.html")
                  ? Optional.of("/index.html")
                  : Optional.<String>empty();
      if (page.isPresent()) {
        var named = maps.add("$slipway_asked", "slipway_unnamed", page.get());
        named.match("/[^/]*\\.[^/]*$", false, Maps.NOTHING);
        maps.add("$http_accept", "slipway_wanted", Maps.NOTHING)
            .match("text/html", false, "$slipway_unnamed");
        var mode = maps.add("$http_sec_fetch_mode", "slipway_fallback", Maps.NOTHING);
        mode.put("", "$slipway_wanted");
        mode.match("^navigate$", false, page.get());
      }
      return page;
    }

    private void types(StringBuilder text) {
      var types = new TreeMap<String, String>();
      for (var file : manifest.files()) {
        var type = TYPE.matcher(file.contentType()).matches() ? file.contentType() : UNKNOWN;
        var name = file.path().substring(file.path().lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        var usable = EXTENSION.matcher(extension).matches();
        var given = usable ? types.computeIfAbsent(extension, _ -> type) : UNKNOWN;
        if (!given.equals(type)) {
          left.say("the type " + type + " of " + file.path());
        }
      }
      text.append("  default_type ").append(UNKNOWN).append(";\n  types {\n");
      types.forEach((extension, type) ->
          text.append("    ")
              .append(Spelling.word(type))
              .append(' ')
              .append(Spelling.word(extension))
              .append(";\n"));
      text.append("  }\n  types_hash_max_size ")
          .append(Math.max(2048, 4 * types.size()))
          .append(";\n");
    }
  }
}
