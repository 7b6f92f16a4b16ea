package dev.slipway.artifact.output;

import dev.slipway.artifact.Extent;
import dev.slipway.artifact.Limits;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Reads one output folder from its tar, entry by entry.
///
/// What the folder's owner can mend is a [DeploymentFailure] that names the path. A tar that is cut
/// off or damaged is not theirs to mend, and an [IOException].
///
/// Kinds are told apart by the entry's flag, for `TarArchiveEntry.isFile()` is true of symbolic
/// links. The tar reader itself takes the leading slash off names in extended headers, which makes
/// them relative: as harmless as a refusal.
public final class OutputReader {

  private static final int CHUNK = 64 * 1024;
  private static final int TAR_END = 1024;

  private final MeteredStream metered;
  private final TarArchiveInputStream tar;
  private final OutputRules rules;
  private final Spool spool;
  private final Tally tally;
  private final OutputTree tree;
  private final LeftOut leftOut;
  private final byte[] chunk = new byte[CHUNK];

  private OutputReader(InputStream in, OutputRules rules, LeftOut leftOut, Spool spool) {
    this.metered = new MeteredStream(in);
    this.tar = new TarArchiveInputStream(metered, "UTF-8");
    this.rules = rules;
    this.spool = spool;
    this.tally = new Tally(rules.limits());
    this.tree = new OutputTree(new Tally(rules.limits()));
    this.leftOut = leftOut;
  }

  /// Returns the folder that `in` holds, its bodies in `spool`. `in` is left open.
  public static OutputFolder read(InputStream in, OutputRules rules, Spool spool)
      throws IOException {
    var leftOut = rules.built() ? LeftOut.ofBuilt() : LeftOut.ofSource();
    var reader = new OutputReader(in, rules, leftOut, spool);
    reader.readEntries();
    var files = new OutputWalk(reader.tree, new Tally(rules.limits()), leftOut).files();
    return new OutputFolder(files, leftOut.notes());
  }

  /// Returns the program that `in` holds, its bodies in `spool`. `in` is left open.
  public static ProgramFolder readProgram(InputStream in, Limits limits, Spool spool)
      throws IOException {
    var leftOut = LeftOut.ofProgram();
    var reader = new OutputReader(in, new OutputRules("", limits, true), leftOut, spool);
    reader.readEntries();
    return new ProgramWalk(reader.tree, new Tally(limits), leftOut).folder();
  }

  private void readEntries() throws IOException {
    for (var entry = nextEntry(); entry != null; entry = nextEntry()) {
      metered.beginBody();
      read(entry);
    }
    if (metered.headers() < TAR_END) {
      throw new IOException("the tar of the output folder is cut off");
    }
  }

  private TarArchiveEntry nextEntry() throws IOException {
    metered.beginHeaders();
    return tar.getNextEntry();
  }

  private void read(TarArchiveEntry entry) throws IOException {
    var folder = entry.getLinkFlag() == TarConstants.LF_DIR;
    var name = folder ? entry.getName().replaceFirst("/$", "") : entry.getName();
    tally.entry(name);
    var segments = OutputPath.within(rules.prefix(), name);
    if (segments.isEmpty()) {
      requireFolder(folder, name);
      return;
    }
    var hidden = leftOut.depth(segments);
    if (hidden > 0) {
      tally.file(name, folder ? 0 : entry.getSize());
      tree.put(segments.subList(0, hidden), new Node.LeftOut());
      return;
    }
    if (!metered.spelled(name)) {
      throw OutputPath.notUtf8(name);
    }
    OutputPath.requirePublishable(String.join("/", segments));
    tree.put(segments, node(entry, segments));
  }

  private Node node(TarArchiveEntry entry, List<String> segments) throws IOException {
    var path = String.join("/", segments);
    if (entry.isSparse()) {
      throw new DeploymentFailure(
          "output-sparse-file",
          "The file " + Shown.path(path) + " has holes: it is a sparse file.",
          "Write it in full, or leave it out of the output folder.");
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          new Node.Plain(spooled(path, entry.getSize()), entry.getMode());
      case TarConstants.LF_DIR -> new Node.Folder();
      case TarConstants.LF_SYMLINK -> new Node.Symbolic(entry.getLinkName());
      case TarConstants.LF_LINK -> new Node.Hard(hardTarget(path, entry.getLinkName()));
      default -> throw special(path, entry.getLinkFlag());
    };
  }

  private OutputFile spooled(String path, long size) throws IOException {
    tally.file(path, size);
    var digest = sha256();
    var body = spool.begin();
    for (var count = tar.read(chunk); count >= 0; count = tar.read(chunk)) {
      digest.update(chunk, 0, count);
      body.write(chunk, 0, count);
    }
    Extent extent = body.keep();
    if (extent.length() != size) {
      throw new IOException("the tar has not all of " + Shown.path(path));
    }
    return new OutputFile(path, extent, HexFormat.of().formatHex(digest.digest()));
  }

  private String hardTarget(String path, String target) {
    try {
      return String.join("/", OutputPath.within(rules.prefix(), target));
    } catch (DeploymentFailure e) {
      throw LinkFailures.outside(path, target);
    }
  }

  private static void requireFolder(boolean folder, String name) {
    if (!folder) {
      throw new DeploymentFailure(
          "output-not-a-folder",
          "The output folder " + Shown.path(name) + " is a file or a link.",
          "Have the build write a real folder, or name another one.");
    }
  }

  private static DeploymentFailure special(String path, byte flag) {
    var kind =
        switch (flag) {
          case TarConstants.LF_CHR, TarConstants.LF_BLK -> "a device";
          case TarConstants.LF_FIFO -> "a named pipe";
          default -> "of a kind (" + (flag & 0xff) + ") that cannot be served";
        };
    return new DeploymentFailure(
        "output-special-file",
        "The path "
            + Shown.path(path)
            + " is "
            + kind
            + ". Only files, folders and links are"
            + " allowed.",
        "Leave it out of the output folder.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
