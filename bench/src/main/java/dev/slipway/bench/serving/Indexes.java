package dev.slipway.bench.serving;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.store.folder.FolderArtifacts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;

/// The indexes of open artifacts, in this process: how much heap each takes, and how long it takes
/// to find a file in one of many.
final class Indexes implements AutoCloseable {

  private static final int LOOK_UPS = 2_000_000;
  private static final int TURNS = 3;

  /// So many that what else changes on the heap meanwhile is little beside them.
  private static final int FEWEST = 500;

  /// So many that the processor does not learn what comes next; a power of two.
  private static final int WANTED = 1 << 18;

  private static final double HUNDRED_MEBIBYTES = 100 << 20;

  /// What is looked up: files of artifacts, in the order in which they are wanted.
  private record Wanted(Artifact artifact, String path) {}

  private final Corpus corpus;
  private final List<Artifact> open = new ArrayList<>();
  private int hits;

  Indexes(Corpus corpus) {
    this.corpus = corpus;
  }

  /// Opens artifacts until `count` are open; the same one again where the corpus has no more, with
  /// an index of its own.
  void open(int count) {
    var store = FolderArtifacts.readOnly(corpus.artifacts());
    while (open.size() < count) {
      var site = corpus.sites().get(open.size() % corpus.sites().size());
      open.add(Artifact.open(store.find(site.artifact()).orElseThrow()));
    }
  }

  /// Opens all of the corpus, at least [#FEWEST], and returns how many such have room in 100 MiB of
  /// heap.
  double ofHundredMebibytes() {
    open(1); // what is loaded for the first is no index
    long before = used();
    int count = Math.max(FEWEST, corpus.sites().size());
    open(count);
    return HUNDRED_MEBIBYTES * (count - 1) / (used() - before);
  }

  /// Returns how many nanoseconds it takes to find a file of any of the first `count`, at random.
  double nanosOfLookUp(int count) {
    var wanted = wanted(count);
    var nanos = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      long start = System.nanoTime();
      for (int i = 0; i < LOOK_UPS; i++) {
        find(wanted.get(i & (WANTED - 1)));
      }
      nanos[turn] = (double) (System.nanoTime() - start) / LOOK_UPS;
    }
    if (hits == 0) {
      throw new IllegalStateException("no file was found");
    }
    return Rounds.median(nanos);
  }

  private void find(Wanted file) {
    if (file.artifact().file(file.path()).isPresent()) {
      hits++;
    }
  }

  private List<Wanted> wanted(int count) {
    var random = new SplittableRandom(1);
    var wanted = new ArrayList<Wanted>();
    var paths = new IdentityHashMap<Artifact, List<String>>();
    for (int i = 0; i < WANTED; i++) {
      var artifact = open.get(random.nextInt(count));
      var files = paths.computeIfAbsent(artifact, Indexes::paths);
      // A string of its own, as a request has it.
      var path = String.valueOf(files.get(random.nextInt(files.size())).toCharArray());
      wanted.add(new Wanted(artifact, path));
    }
    return wanted;
  }

  private static List<String> paths(Artifact artifact) {
    return artifact.manifest().files().stream().map(ManifestFile::path).toList();
  }

  private static long used() {
    var runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TURNS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Override
  public void close() {
    open.forEach(Artifact::close);
  }
}
