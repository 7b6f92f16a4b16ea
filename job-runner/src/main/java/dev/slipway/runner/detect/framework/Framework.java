package dev.slipway.runner.detect.framework;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A program that makes sites, and where it leaves them.
///
/// @param covers what others call it
/// @param packages it is used by a project that depends on one of these
/// @param without unless that depends on one of these, too
/// @param files it is used by a folder that has one of these, if it is no package of npm
/// @param supersedes what it is built on, and so stands in the same projects
/// @param program the line by which a project without a build script is built
/// @param outputs where its output is
/// @param settings where a project says that its output is elsewhere
/// @param flags the options of its command that say so
/// @param folder the folder of its own inside the one with the pages; its output is in there
/// @param singlePage whether its sites route in the page's script
/// @param spa a setting, as `key=value`, by which a project says that they do
/// @param publicFolder the folder whose files it copies into the output under their own names
/// @param caches what it would like to find again, as patterns of paths
/// @param envPrefix how names of variables begin whose values it writes into the site
/// @param server what is to be done about one that makes a server
/// @param tool what is to be done because its program is not in the builder images
public record Framework(
    String id,
    String name,
    List<String> covers,
    List<String> packages,
    List<String> without,
    List<FileSign> files,
    List<String> supersedes,
    Optional<String> program,
    List<String> outputs,
    List<OutputSetting> settings,
    List<String> flags,
    Optional<String> folder,
    boolean singlePage,
    Optional<String> spa,
    Optional<String> publicFolder,
    List<String> caches,
    Optional<String> envPrefix,
    Optional<Server> server,
    Optional<String> tool) {

  /// A file by which a framework is known.
  ///
  /// @param word what it must have in it, if its name alone says too little
  record FileSign(String name, Optional<String> word) {

    static FileSign of(String text) {
      int space = text.indexOf(' ');
      return space < 0
          ? new FileSign(text, Optional.empty())
          : new FileSign(text.substring(0, space), Optional.of(text.substring(space + 1)));
    }
  }

  /// Where a project says where its output is to be.
  ///
  /// @param root the setting of the same files for the folder that the output is relative to
  record OutputSetting(List<String> files, List<String> keys, Optional<String> root) {}

  /// A framework that makes a server, unless one of these is found.
  ///
  /// @param packages that the project depends on
  /// @param script a word of the build script
  /// @param settings of one of `files`, each as `key=value`
  /// @param remedy what to do, as an order
  record Server(
      List<String> packages,
      Optional<String> script,
      List<String> settings,
      List<String> files,
      String remedy) {}

  /// Returns the framework that an entry of the resource describes.
  static Framework of(JsonNode entry) {
    var id = entry.required("id").asText();
    return new Framework(
        id,
        entry.required("name").asText(),
        entry.has("covers") ? texts(entry, "covers") : List.of(id),
        texts(entry, "packages"),
        texts(entry, "without"),
        texts(entry, "files").stream().map(FileSign::of).toList(),
        texts(entry, "supersedes"),
        text(entry, "build"),
        texts(entry, "outputs"),
        stream(entry.path("settings")).map(Framework::outputSetting).toList(),
        texts(entry, "flags"),
        text(entry, "folder"),
        entry.path("singlePage").asBoolean(),
        text(entry, "spa"),
        text(entry, "publicFolder"),
        texts(entry, "caches"),
        text(entry, "envPrefix"),
        text(entry, "server").map(remedy -> server(entry.path("statics"), remedy)),
        text(entry, "tool"));
  }

  private static OutputSetting outputSetting(JsonNode entry) {
    return new OutputSetting(texts(entry, "files"), texts(entry, "keys"), text(entry, "root"));
  }

  private static Server server(JsonNode statics, String remedy) {
    return new Server(
        texts(statics, "packages"),
        text(statics, "script"),
        texts(statics, "settings"),
        texts(statics, "files"),
        remedy);
  }

  private static Optional<String> text(JsonNode entry, String key) {
    return entry.has(key) ? Optional.of(entry.get(key).asText()) : Optional.empty();
  }

  private static List<String> texts(JsonNode entry, String key) {
    return stream(entry.path(key)).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
