package dev.slipway.bench.serving;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.bench.server.Folders;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.store.folder.FolderArtifacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The deployments that every server serves, on the disk: once as artifacts in a store of ours, and
/// once as folders, with the compressed forms beside the files. They are kept between runs.
record Corpus(Path folder, List<Site> sites) {

  /// To be raised when other files are made.
  private static final int VERSION = 1;

  private static final String LIST = "sites.txt";
  private static final String ARTIFACTS = "artifacts";
  private static final String FOLDERS = "www";
  private static final int TELL = 100;

  /// The encodings that all servers know.
  private static final List<Encoding> BESIDE = List.of(Encoding.BROTLI, Encoding.GZIP);

  private static final Source SOURCE =
      new Source(
          new CommitSha("a".repeat(40)),
          Instant.parse("2026-11-22T00:00:00Z"),
          "b".repeat(40),
          "static",
          "bench",
          "bench");

  Corpus {
    sites = List.copyOf(sites);
  }

  /// Returns the corpus of `count` deployments, made on first use.
  static Corpus of(int count, PrintStream out) throws IOException, InterruptedException {
    var name = "corpus-%d-%d-%d".formatted(VERSION, Manifest.FORMAT, count);
    var folder = cache().resolve(name);
    if (Files.notExists(folder)) {
      out.printf("Making %d deployments of %d files, once%n", count, SiteMaker.FILES);
      make(folder, count, out);
    }
    return in(folder);
  }

  /// Returns the corpus that is in `folder`.
  static Corpus in(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve(LIST));
    return new Corpus(folder, lines.stream().map(Site::of).toList());
  }

  private static Path cache() throws IOException {
    var set = System.getenv("XDG_CACHE_HOME");
    var caches = set == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(set);
    return Files.createDirectories(caches.resolve("slipway-bench"));
  }

  /// Makes it beside and then gives it its name: what has the name is whole.
  private static void make(Path folder, int count, PrintStream out)
      throws IOException, InterruptedException {
    var making = Files.createTempDirectory(folder.getParent(), "making-");
    try {
      var maker = new SiteMaker();
      var lines = new ArrayList<String>();
      for (int i = 0; i < count; i++) {
        lines.add(make(making, "site-%05d".formatted(i), maker.files(i)).line());
        if (lines.size() % TELL == 0) {
          out.printf("  %d of %d%n", lines.size(), count);
        }
      }
      Files.write(making.resolve(LIST), lines);
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.remove(making);
    }
  }

  private static Site make(Path folder, String name, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    var request = new PackRequest(SOURCE, Fallback.NONE, Limits.USUAL, "", Set.of(), folder);
    var packed =
        Packer.pack(new ByteArrayInputStream(tar(files)), request, folder.resolve(name + ".tar"));
    var store = FolderArtifacts.in(folder.resolve(ARTIFACTS));
    store.put(packed.digest(), packed.file());
    var paths =
        files.keySet().stream()
            .filter(path -> !SiteMaker.SINGLE.containsKey(path))
            .map(path -> path.equals("index.html") ? "/" : "/" + path)
            .toList();
    var site = new Site(name, packed.digest(), paths);
    try (var artifact = Artifact.open(store.find(packed.digest()).orElseThrow())) {
      unpack(artifact, folder.resolve(FOLDERS).resolve(site.host()));
    }
    return site;
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /// Writes the files of `artifact` into `folder` with the same compressed forms beside them.
  private static void unpack(Artifact artifact, Path folder) throws IOException {
    for (var file : artifact.manifest().files()) {
      var stored = artifact.file(file.path()).orElseThrow();
      var target = folder.resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.write(target, bytes(artifact, stored.plain()));
      for (var encoding : BESIDE) {
        var variant = stored.encoded().get(encoding);
        if (variant != null) {
          var beside = target.resolveSibling(target.getFileName() + encoding.suffix());
          Files.write(beside, bytes(artifact, variant));
        }
      }
    }
  }

  private static byte[] bytes(Artifact artifact, Extent extent) {
    var body = artifact.read(extent);
    var bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }

  /// Returns the folder of the store of artifacts.
  Path artifacts() {
    return folder.resolve(ARTIFACTS);
  }

  /// Returns the folder that has a folder for each host.
  Path folders() {
    return folder.resolve(FOLDERS);
  }
}
