package dev.slipway.process.settings;

import static dev.slipway.process.settings.Key.Kind.LIST;
import static dev.slipway.process.settings.Key.Kind.VALUE;
import static dev.slipway.process.settings.Key.Kind.VARIABLE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting that there is. All programs read the same file, each only some of its keys: so
/// whether a key is unknown is asked here, not of the program.
public final class Keys {

  private static final List<Key> FIRST =
      List.of(
          key(
              "url",
              VALUE,
              "http://localhost:8080",
              "https://slipway.example.com",
              "The public URL of the control host: dashboard, API and hooks. Sites are on the hosts"
                  + " below it, such as https://my-site.slipway.example.com."),
          key(
              "instance",
              VALUE,
              "",
              "slipway",
              "Names this platform among all that use the same container engine."),
          key(
              "node",
              VALUE,
              "",
              "build-1",
              "Names this machine among all that build for the platform. If it is not set, the name"
                  + " of the host."),
          key(
              "doorbell",
              VALUE,
              "",
              "/run/slipway/doorbell.sock",
              "The Unix socket whose every connection starts a runner. If it is not set, nothing is"
                  + " rung here."),
          key(
              "runners",
              VALUE,
              "",
              "2",
              "How many jobs this machine does at a time. If it is not set, one for each processor,"
                  + " but at most 4."),
          key(
              "database.url",
              VALUE,
              "",
              "jdbc:postgresql://127.0.0.1/slipway",
              "The database, as a JDBC URL without user and password."),
          key("database.user", VALUE, "", "slipway", "The user of the database."),
          key(
              "database.password_file",
              VALUE,
              "",
              "/etc/slipway/database-password",
              "The file with that user's password. The units of the package set it."),
          key(
              "redis.url",
              VALUE,
              "",
              "redis://127.0.0.1:6379",
              "Redis, which makes things fast and keeps nothing that is not elsewhere too. If it is"
                  + " not set, Slipway does without."),
          key(
              "redis.password_file",
              VALUE,
              "",
              "/etc/slipway/redis-password",
              "The file with the password of Redis, if it has one."),
          key(
              "encryption_key_file",
              VALUE,
              "",
              "/etc/slipway/encryption-key",
              "The file with the key that encrypts what is secret in the database. Keep a copy of it"
                  + " elsewhere. The units of the package set it."),
          key(
              "artifacts",
              VALUE,
              "",
              "/var/lib/slipway/artifacts",
              "The folder of what was built: deployments are served from it."),
          key(
              "images",
              VALUE,
              "true",
              "false",
              "Whether this machine writes a portable container image of each deployment, into the"
                  + " folder images beside that of artifacts."),
          key(
              "image_base",
              VALUE,
              "/usr/share/slipway/image-base",
              "/opt/slipway/image-base",
              "The folder with the web server that portable images have in them, as setup/image-base"
                  + " makes it."),
          key(
              "s3.endpoint",
              VALUE,
              "",
              "https://s3.eu-central-1.amazonaws.com",
              "An S3-compatible store that artifacts and images are kept in. If s3 is set, new ones go"
                  + " there, and their folders are only read."),
          key("s3.bucket", VALUE, "", "slipway", "The bucket there."),
          key(
              "s3.region",
              VALUE,
              "us-east-1",
              "eu-central-1",
              "The region that requests are signed for. Stores without regions take any."),
          key(
              "s3.prefix",
              VALUE,
              "",
              "slipway",
              "What all keys begin with, if others use the bucket too."),
          key("s3.access_key_id", VALUE, "", "AKIAIOSFODNN7EXAMPLE", "The id of the access key."),
          key(
              "s3.secret_key_file",
              VALUE,
              "",
              "/etc/slipway/s3-secret-key",
              "The file with the secret of that key. slipway-setup has the units of the package set"
                  + " it."),
          key(
              "s3.path_style",
              VALUE,
              "true",
              "false",
              "Whether the bucket is named by the path of a URL, which every store understands, and"
                  + " not by its host."),
          key(
              "s3.logs",
              VALUE,
              "false",
              "true",
              "Whether new build logs go there too. Then every receiver can show all of them,"
                  + " whichever machine built."),
          key("logs", VALUE, "", "/var/lib/slipway/logs", "The folder of build logs."),
          key(
              "work",
              VALUE,
              "",
              "/var/lib/slipway/work",
              "The folder where runners keep what they need only while they work."),
          key(
              "receiver.listen",
              VALUE,
              "127.0.0.1:8081",
              "127.0.0.1:8081",
              "Where the receiver listens, behind your proxy: hooks, API and dashboard."),
          key(
              "receiver.state",
              VALUE,
              "",
              "/var/lib/slipway-receiver",
              "The receiver's own folder, for its copies of artifacts in S3, which it looks into to"
                  + " explain what sites answer. The unit of the package sets it."),
          key(
              "static.listen",
              VALUE,
              "127.0.0.1:8082",
              "127.0.0.1:8082",
              "Where the static server listens, behind your proxy: the sites."),
          key(
              "static.status_listen",
              VALUE,
              "",
              "127.0.0.1:8083",
              "Where the static server tells how it does: /healthz, /readyz, and /metrics for"
                  + " Prometheus. Not for the public. If it is not set, nowhere."),
          key(
              "static.access_log",
              VALUE,
              "",
              "/var/log/slipway-static",
              "The folder for a log of all requests, in the combined format, one file for each"
                  + " project. If it is not set, none is written."),
          key(
              "static.state",
              VALUE,
              "",
              "/var/lib/slipway-static",
              "The static server's own folder: what hosts served, for a start without the database,"
                  + " and its copies of artifacts in S3. The unit of the package sets it."),
          key(
              "static.cache",
              VALUE,
              "10g",
              "40g",
              "How much of what is in S3 the static server may have copies of. What is in use should"
                  + " fit: it is what can be served while S3 is away."),
          key(
              "static.connections",
              VALUE,
              "16384",
              "32768",
              "How many connections the static server has at most. An idle one takes 10 KB."),
          key(
              "static.connections_per_address",
              VALUE,
              "16384",
              "32768",
              "How many of them may come from one address. Behind a proxy all come from the"
                  + " proxy's."),
          key(
              "static.requests",
              VALUE,
              "2048",
              "4096",
              "How many requests the static server answers at a time. Further ones get a 503."),
          key(
              "static.memory",
              VALUE,
              "48m",
              "256m",
              "How much memory the files that are asked for most may take, beside the heap."));

  private static final List<Key> LAST =
      List.of(
          key(
              "git.hosts",
              LIST,
              "github.com, gitlab.com, bitbucket.org, codeberg.org",
              "github.com, git.example.com:8443",
              "The hosts that repositories may be at."),
          key(
              "git.private_hosts",
              LIST,
              "",
              "git.lan",
              "Further such hosts, whose addresses may be those of your own network."),
          key(
              "git.folders",
              VALUE,
              "false",
              "true",
              "Whether repositories may be folders of this machine."),
          key(
              "config",
              VARIABLE,
              "",
              "/etc/slipway/slipway.yaml",
              "The file to read settings from, as an absolute path."),
          key("runner", VARIABLE, "", "node-1/4f2a", "The name of one runner."),
          key(
              "watched",
              VARIABLE,
              "false",
              "true",
              "Whether the end of a runner's standard input means that it shall end."),
          key("token", VARIABLE, "", "slw_...", "The API token that the commands of slipway use."));

  /// In the order in which the file explains them.
  private static final List<Key> ALL =
      Stream.of(FIRST, NodeKeys.ALL, LAST).flatMap(List::stream).toList();

  private static final Map<String, Key> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, Key> BY_VARIABLE = new LinkedHashMap<>();

  static {
    for (var key : ALL) {
      BY_NAME.put(key.name(), key);
      BY_VARIABLE.put(key.variable(), key);
    }
  }

  private Keys() {}

  /// Returns all, in the order in which the file explains them.
  public static List<Key> all() {
    return ALL;
  }

  static Optional<Key> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Optional<Key> ofVariable(String variable) {
    return Optional.ofNullable(BY_VARIABLE.get(variable));
  }

  /// Returns the known name that `name` may be a misspelling of.
  static Optional<String> nearestName(String name) {
    return Misspelling.nearest(name, BY_NAME.keySet());
  }

  /// Returns the known variable that `variable` may be a misspelling of.
  static Optional<String> nearestVariable(String variable) {
    return Misspelling.nearest(variable, BY_VARIABLE.keySet());
  }

  static Key key(String name, Key.Kind kind, String usual, String example, String doc) {
    return new Key(name, kind, usual, example, doc);
  }
}
