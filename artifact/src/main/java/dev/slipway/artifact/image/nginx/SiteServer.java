package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.rules.Stage;
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

  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9_+-]{1,40}");
  private static final Pattern TYPE = Pattern.compile("[ -~]{1,200}");
  private static final String UNKNOWN = "application/octet-stream";
  private static final String ASK = "\"public, max-age=0, must-revalidate\"";
  private static final String YEAR = "\"public, max-age=31536000, immutable\"";

  public SiteServer {
    notes = List.copyOf(notes);
  }

  /// Returns what serves the site of `manifest`.
  public static SiteServer of(Manifest manifest) {
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
      var pages = new Pages(maps, addresses);
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
      var server = new Server(redirects, headers, fallback, hasErrorPages());
      var text = new StringBuilder();
      var body = server.write(encoded);
      Server.head(text);
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
            .forEach(path ->
                map.match("^/" + Spelling.expression(path) + "$", false, "$slipway_asked"));
        map.match("\\.(?:gz|br)$", false, Maps.NOTHING);
      }
    }

    private void protect() {
      var map = maps.add("$slipway_asked", "slipway_closed", Maps.NOTHING);
      for (var rule : manifest.rules().access()) {
        if (rule.path() instanceof Segments path) {
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
          .filter(file -> !file.links().isEmpty())
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
      var map = maps.add("$slipway_asked", "slipway_404", addresses.has("404.html") ? "/404.html" : Maps.NOTHING);
      manifest.files().stream()
          .map(ManifestFile::path)
          .filter(path -> path.endsWith("/404.html"))
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
      types.forEach(
          (extension, type) ->
              text.append("    ")
                  .append(Spelling.word(type))
                  .append(' ')
                  .append(Spelling.word(extension))
                  .append(";\n"));
      text.append("  }\n  types_hash_max_size ").append(Math.max(2048, 4 * types.size())).append(";\n");
    }
  }

  /// The fixed parts of the file, and the server's block.
  private record Server(
      Redirects redirects, Headers headers, Optional<String> fallback, boolean errorPage) {

    private static final String HEAD =
        """
        # Made by Slipway from the deployment's manifest.
        daemon off;
        worker_processes 2;
        pid /dev/shm/slipway-nginx.pid;
        error_log stderr warn;
        MODULES
        events {
          worker_connections 1024;
        }

        http {
          access_log off;
          server_tokens off;
          sendfile on;
          tcp_nopush on;
          absolute_redirect off;
          merge_slashes off;
          keepalive_timeout 65s;
          client_header_timeout 10s;
          client_body_timeout 10s;
          send_timeout 60s;
          client_max_body_size 1k;
          large_client_header_buffers 4 16k;
          open_file_cache max=2000 inactive=10m;
          open_file_cache_valid 10m;
          reset_timedout_connection on;

          geo $slipway_dollar {
            default "$";
          }
        """
            .replace(
                "MODULES",
                "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n");

    static void head(StringBuilder text) {
      text.append(HEAD);
    }

    String write(boolean encoded) {
      var text = new StringBuilder("\n  server {\n    listen ");
      text.append(PORT).append(" default_server;\n    root ").append(ROOT).append(";\n");
      if (encoded) {
        text.append("    gzip_static on;\n    brotli_static on;\n");
      }
      text.append(
          """
              set $slipway_asked $uri;
              set $slipway_guessed "";
              if ($request_uri ~* "^[^?]*(?://|\\x5c|%5c|%2f|/(?:\\.|%2e){1,2}(?:[/?]|$))") { set $slipway_asked ""; return 400; }
              if ($slipway_asked ~ "[\\x00-\\x1f\\x7f]") { set $slipway_asked ""; return 400; }
              if ($request_method = OPTIONS) { return 204; }
              if ($request_method !~ "^(?:GET|HEAD)$") { return 405; }
              if ($slipway_closed) { return 403; }
          """);
      headers.appendTo(text, "    ");
      text.append("    error_page 404 @not_found;\n");
      var others = redirects.errors().stream().filter(status -> status != 404).toList();
      others.forEach(status ->
          text.append("    error_page %d @error_%d;\n".formatted(status, status)));
      text.append("\n    location / {\n");
      redirects.appendTo(text, Stage.BEFORE_FILES, "      ");
      text.append("      if ($slipway_home) { return 308 $slipway_home$is_args$args; }\n");
      text.append("      try_files $slipway_before_page $slipway_before_file");
      text.append(" $slipway_show $slipway_exact @without;\n    }\n");
      text.append("    location @without {\n");
      redirects.appendTo(text, Stage.WITHOUT_FILE, "      ");
      text.append("      try_files $slipway_after_page $slipway_after_file ");
      text.append(fallback.isPresent() && !errorPage ? "@missing" : "=404").append(";\n    }\n");
      if (fallback.isPresent() && !errorPage) {
        text.append("    location @missing {\n      set $slipway_guessed 1;\n");
        text.append("      if ($slipway_404) { return 404; }\n");
        text.append("      try_files $slipway_fallback =404;\n    }\n");
      }
      text.append("    location @not_found {\n      etag off;\n");
      text.append("      try_files $slipway_error_file $slipway_404 =404;\n    }\n");
      others.forEach(status -> {
        text.append("    location @error_%d {\n      etag off;\n".formatted(status));
        text.append("      try_files $slipway_error_file =%d;\n    }\n".formatted(status));
      });
      return text.append("  }\n").toString();
    }
  }
}
