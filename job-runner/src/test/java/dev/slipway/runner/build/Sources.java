package dev.slipway.runner.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Sources to build from, for tests.
final class Sources {

  private static final SourceTar NOTHING = of(Map.of());

  private Sources() {}

  static SourceTar nothing() {
    return NOTHING;
  }

  /// Returns a source of `files`; of folders it has those that `folders` names.
  static SourceTar of(Map<String, String> files, String... folders) {
    return out -> {
      var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
      for (var folder : folders) {
        write(tar, folder + "/", new byte[0]);
      }
      for (var file : files.entrySet()) {
        write(tar, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      tar.finish();
      tar.flush();
    };
  }

  static void write(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setIds(SourceTar.OWNER, SourceTar.OWNER);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
