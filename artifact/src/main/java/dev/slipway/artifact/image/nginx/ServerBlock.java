package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.rules.Stage;
import java.util.Optional;

/// The fixed parts of the file, and the server's block: which map decides when.
///
/// @param fallback the page that answers navigations that no file does
/// @param errorPage whether there is a `404.html` for every path
record ServerBlock(
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
              "MODULES", "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n");

  static void head(StringBuilder text) {
    text.append(HEAD);
  }

  String write(boolean encoded) {
    var text = new StringBuilder("\n  server {\n    listen ");
    text.append(SiteServer.PORT)
        .append(" default_server;\n    root ")
        .append(SiteServer.ROOT)
        .append(";\n");
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
    others.forEach(
        status -> text.append("    error_page %d @error_%d;\n".formatted(status, status)));
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
