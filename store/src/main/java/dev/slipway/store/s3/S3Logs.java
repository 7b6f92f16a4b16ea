package dev.slipway.store.s3;

import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.s3.LogPieces.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Logs in a bucket, each as a few objects while it is written and as one when it was closed:
/// `logs/DEPLOYMENT/…`. Thread-safe, across processes too.
///
/// What is written can be read at once in the same process. Others see it within about a second, or
/// when it was flushed: an object can only be written as a whole, and so bytes are let come
/// together. What a process that is killed had not sent is lost.
public final class S3Logs implements LogStore, AutoCloseable {

  private static final String FOLDER = "logs/";
  private static final int SEGMENT_BYTES = 256 << 10;
  private static final int READ_AT_ONCE = 1 << 20;

  private final S3Objects objects;
  private final int segmentBytes;
  private final ConcurrentMap<DeploymentId, S3LogWriter> open = new ConcurrentHashMap<>();

  private S3Logs(Bucket bucket, int segmentBytes) {
    this.objects = new S3Objects(bucket, S3Objects.PART_BYTES);
    this.segmentBytes = segmentBytes;
  }

  /// Opens the logs in `bucket`, which nobody has asked for anything yet.
  public static S3Logs in(Bucket bucket) {
    return new S3Logs(bucket, SEGMENT_BYTES);
  }

  /// Opens them, to write objects of about `segmentBytes`.
  static S3Logs inSegments(Bucket bucket, int segmentBytes) {
    return new S3Logs(bucket, segmentBytes);
  }

  /// Returns what there is of them.
  public Inventory<DeploymentId> inventory() {
    return new S3Inventory<>(objects, FOLDER, S3Logs::deployment, S3Logs::prefix);
  }

  @Override
  public LogWriter append(DeploymentId deployment) {
    var pieces = pieces(deployment);
    long end = pieces.end();
    var log = new Log(deployment);
    var writer = new S3LogWriter(log, new S3LogWriter.Place(end, pieces.nextEpoch()), segmentBytes);
    open.put(deployment, writer);
    if (end > 0 && log.endsInsideALine(pieces, end)) {
      writer.write(new byte[] {'\n'}, 0, 1);
    }
    return writer;
  }

  @Override
  public LogChunk read(DeploymentId deployment, long offset, int limit) {
    if (offset < 0 || limit < 0) {
      throw new IllegalArgumentException("no place in a log: " + offset + ", " + limit + " bytes");
    }
    if (limit == 0) {
      return new LogChunk(offset, new byte[0]);
    }
    var writer = open.get(deployment);
    var unsent = Optional.ofNullable(writer).flatMap(found -> found.read(offset, limit));
    return new LogChunk(
        offset,
        unsent.orElseGet(() -> new Log(deployment).read(pieces(deployment), offset, limit)));
  }

  /// Closes the connections; logs that are open must have been closed before.
  @Override
  public void close() {
    objects.close();
  }

  private LogPieces pieces(DeploymentId deployment) {
    var prefix = prefix(deployment);
    return new LogPieces(
        objects.list(prefix).stream()
            .flatMap(object ->
                LogPieces.parse(object.key().substring(prefix.length()), object.bytes()).stream())
            .toList());
  }

  private static String prefix(DeploymentId deployment) {
    return FOLDER + deployment + "/";
  }

  private static Optional<DeploymentId> deployment(String key) {
    var name = key.substring(FOLDER.length());
    int slash = name.indexOf('/');
    return slash < 0 ? Optional.empty() : DeploymentId.parse(name.substring(0, slash));
  }

  /// One log, as its writer sees the bucket.
  private final class Log implements S3LogWriter.Target {

    private final DeploymentId deployment;

    private Log(DeploymentId deployment) {
      this.deployment = deployment;
    }

    @Override
    public String name() {
      return "the log of deployment " + deployment + " in " + objects.name();
    }

    @Override
    public void put(Piece piece, byte[] bytes) {
      objects.put(key(piece), bytes);
    }

    /// A crash in between leaves more pieces than are needed, which say the same.
    @Override
    public void unite(int epoch) {
      var pieces = pieces(deployment);
      if (pieces.pieces().size() < 2 || pieces.nextEpoch() > epoch + 1) {
        return; // or another has gone on with it
      }
      try {
        var file = Files.createTempFile("slipway-log", ".part");
        try {
          var whole = new Piece(0, epoch, copy(pieces, file));
          objects.put(key(whole), new FilePart(file, 0, whole.length()), Map.of());
          pieces.coveredBy(whole).forEach(piece -> objects.delete(key(piece)));
        } finally {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new StoreException("Can't unite " + name() + ": " + e, e);
      }
    }

    @Override
    public void closed(S3LogWriter writer) {
      open.remove(deployment, writer);
    }

    private long copy(LogPieces pieces, Path file) throws IOException {
      long end = pieces.end();
      long offset = 0;
      try (OutputStream out = Files.newOutputStream(file)) {
        while (offset < end) {
          var bytes = read(pieces, offset, READ_AT_ONCE);
          if (bytes.length == 0) {
            throw new IOException("nothing is at " + offset + ", before its end at " + end);
          }
          out.write(bytes);
          offset += bytes.length;
        }
      }
      return offset;
    }

    /// Returns up to `limit` bytes from `offset`. A piece that is gone has been replaced by another
    /// just now, which the next reader finds.
    private byte[] read(LogPieces pieces, long offset, int limit) {
      var bytes = new ByteArrayOutputStream();
      var slice = pieces.at(offset, limit);
      while (slice.isPresent()) {
        var found = slice.get();
        var part =
            objects.bytes(key(found.piece()), found.offset(), Math.toIntExact(found.length()));
        part.ifPresent(bytes::writeBytes);
        int left = limit - bytes.size();
        slice =
            part.isEmpty() || left == 0 ? Optional.empty() : pieces.at(offset + bytes.size(), left);
      }
      return bytes.toByteArray();
    }

    private boolean endsInsideALine(LogPieces pieces, long end) {
      var last = read(pieces, end - 1, 1);
      return last.length == 1 && last[0] != '\n';
    }

    private String key(Piece piece) {
      return prefix(deployment) + piece.name();
    }
  }
}
