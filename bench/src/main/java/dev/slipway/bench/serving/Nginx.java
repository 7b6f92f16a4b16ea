package dev.slipway.bench.serving;

import dev.slipway.cli.machine.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's nginx, tuned as its guides say for serving files: open files are remembered, as many as
/// there may be, nothing is logged, connections stay.
final class Nginx {

  private static final String PROGRAM = "/usr/sbin/nginx";

  /// Two further servers' worth of connections has to fit beside the files.
  private static final int KEPT_FREE = 4_000;

  private Nginx() {}

  /// Ways to send a body, each of which is the fastest for some size.
  enum Tuning {
    /// The usual advice, and the reference.
    SENDFILE("nginx", "sendfile on; tcp_nopush on;"),
    /// Without holding back the head until the body follows.
    NO_PUSH_OFF("nginx-push", "sendfile on; tcp_nopush off;"),
    /// Through memory.
    COPY("nginx-copy", "sendfile off; output_buffers 2 128k;");

    private final String title;
    private final String directives;

    Tuning(String title, String directives) {
      this.title = title;
      this.directives = directives;
    }

    /// Returns what a server with it is called in tables.
    String title() {
      return title;
    }
  }

  /// Starts one that serves the folders of `corpus`, with its own files in the new `folder`.
  static WebServer start(Path folder, Corpus corpus, Tuning tuning, Cores cores)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    Files.createDirectories(folder);
    var file = folder.resolve("nginx.conf");
    Files.writeString(file, configuration(corpus.folders(), port, tuning, cores.count()));
    var command = cores.server(List.of(PROGRAM, "-p", folder.toString(), "-c", file.toString()));
    return WebServer.start(tuning.title, port, command, Map.of(), folder.resolve("log"));
  }

  private static String configuration(Path root, int port, Tuning tuning, int workers) {
    int descriptors = OpenFiles.limit();
    return CONFIGURATION
        .replace("@MODULES@", "/usr/lib/nginx/modules")
        .replace("@USER@", System.getProperty("user.name"))
        .replace("@WORKERS@", Integer.toString(workers))
        .replace("@DESCRIPTORS@", Integer.toString(descriptors))
        .replace("@FILES@", Integer.toString(descriptors - KEPT_FREE))
        .replace("@SENDING@", tuning.directives)
        .replace("@PORT@", Integer.toString(port))
        .replace("@ROOT@", root.toString());
  }

  private static final String CONFIGURATION =
      """
      daemon off;
      user @USER@;
      worker_processes @WORKERS@;
      worker_rlimit_nofile @DESCRIPTORS@;
      pid nginx.pid;
      error_log error.log;
      load_module @MODULES@/ngx_http_brotli_static_module.so;
      events {
        worker_connections 8192;
      }
      http {
        include /etc/nginx/mime.types;
        default_type application/octet-stream;
        access_log off;
        @SENDING@
        tcp_nodelay on;
        keepalive_timeout 75s;
        keepalive_requests 1000000000;
        open_file_cache max=@FILES@ inactive=10m;
        open_file_cache_valid 10m;
        open_file_cache_errors on;
        gzip_static on;
        brotli_static on;
        server_tokens off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:@PORT@ backlog=4096;
          root @ROOT@/$host;
        }
      }
      """;
}
