package dev.slipway.artifact.pack;

import dev.slipway.artifact.Extent;
import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.Spool;
import dev.slipway.artifact.type.ContentTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the precompressed forms of files, on every core: each worker takes the next body and
/// appends to a spool of its own. Equal bodies are compressed once.
///
/// A form is kept only where it saves at least 5 %. What there is in memory at a time does not grow
/// with the size of a body.
final class Compression implements AutoCloseable {

  private static final long SMALLEST = 256;
  private static final double WORTHWHILE = 0.95;
  private static final int MOST_WORKERS = 8;
  private static final int CHUNK = 64 * 1024;

  private final Spool bodies;
  private final Path folder;
  private final List<Spool> spools = new ArrayList<>();

  Compression(Spool bodies, Path folder) {
    this.bodies = bodies;
    this.folder = folder;
  }

  /// Returns the forms that are worth keeping, by the digest of the plain body.
  Map<String, List<StoredVariant>> compress(List<OutputFile> files)
      throws IOException, InterruptedException {
    var distinct = new HashMap<String, OutputFile>();
    for (var file : files) {
      if (file.body().length() >= SMALLEST && ContentTypes.of(file.path()).compressible()) {
        distinct.putIfAbsent(file.sha256(), file);
      }
    }
    return run(List.copyOf(distinct.values()));
  }

  @Override
  public void close() throws IOException {
    for (var spool : spools) {
      spool.close();
    }
  }

  private Map<String, List<StoredVariant>> run(List<OutputFile> files)
      throws IOException, InterruptedException {
    var next = new AtomicInteger();
    var workers = new ArrayList<Callable<Map<String, List<StoredVariant>>>>();
    var count = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
    for (var i = 0; i < Math.min(count, MOST_WORKERS); i++) {
      var spool = Spool.in(folder);
      spools.add(spool);
      workers.add(() -> work(files, next, spool));
    }
    var all = new HashMap<String, List<StoredVariant>>();
    if (workers.isEmpty()) {
      return all;
    }
    try (var executor = Executors.newFixedThreadPool(workers.size())) {
      for (var done : executor.invokeAll(workers)) {
        all.putAll(done.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IOException("cannot compress the output folder", e.getCause());
    }
  }

  private Map<String, List<StoredVariant>> work(
      List<OutputFile> files, AtomicInteger next, Spool spool)
      throws IOException, InterruptedException {
    var done = new HashMap<String, List<StoredVariant>>();
    for (var i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      var variants = new ArrayList<StoredVariant>();
      for (var coder : Coder.AVAILABLE) {
        compress(files.get(i).body(), coder, spool, variants);
      }
      done.put(files.get(i).sha256(), List.copyOf(variants));
    }
    return done;
  }

  private void compress(Extent plain, Coder coder, Spool spool, List<StoredVariant> variants)
      throws IOException, InterruptedException {
    var body = spool.begin();
    var capped = new CappedStream(body, (long) (plain.length() * WORTHWHILE));
    try (var in = bodies.open(plain);
        var out = coder.opening().open(capped)) {
      var chunk = new byte[CHUNK];
      for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while compressing");
        }
        out.write(chunk, 0, count);
      }
    }
    if (!capped.overflowed()) {
      variants.add(new StoredVariant(coder.encoding(), spool, body.keep()));
    }
  }
}
