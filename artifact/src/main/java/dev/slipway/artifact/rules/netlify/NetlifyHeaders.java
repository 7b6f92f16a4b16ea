package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.HeaderBlock;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import org.jspecify.annotations.Nullable;

/// Reads `_headers`: a line with a path, then those of its headers, `Name: value`. `! Name` removes
/// one, as at Cloudflare; `Basic-Auth: user:password` protects the path. Not thread-safe.
public final class NetlifyHeaders {

  private static final String REMOVAL = "! ";

  private final NetlifyBlocks blocks = new NetlifyBlocks();
  private @Nullable PathPattern path;
  private @Nullable HeaderBlock block;
  private boolean begun;

  private NetlifyHeaders() {}

  /// Returns what `file` says.
  public static NetlifyBlocks read(RuleFile file, RuleNotes notes) {
    var reader = new NetlifyHeaders();
    for (var line : file.lines(notes)) {
      notes.noting(line.origin(), () -> reader.read(line));
    }
    reader.end();
    return reader.blocks;
  }

  private void read(RuleFile.Line line) {
    var text = line.text();
    if (text.startsWith("/")) {
      end();
      path = NetlifyFor.read(text);
      block = new HeaderBlock(line.origin());
    } else if (text.startsWith("http://") || text.startsWith("https://")) {
      end();
      throw new RuleFault("Headers are for paths, not for hosts; a path begins with a slash.");
    } else {
      header(line);
    }
  }

  private void header(RuleFile.Line line) {
    var text = line.text();
    if (block == null && NetlifyBlocks.protects(text)) {
      throw HeaderBlock.unprotected(line.origin(), "no path that counts stands above it");
    }
    if (!begun) {
      throw new RuleFault("A header stands below the line of its path, which begins with a slash.");
    }
    if (block == null) {
      throw new RuleFault("The path above it does not count, so it does not either.");
    }
    var colon = text.indexOf(':');
    if (text.startsWith(REMOVAL) && colon < 0) {
      block.remove(text.substring(REMOVAL.length()).strip());
    } else if (colon < 0) {
      throw new RuleFault("There is no colon; a header is `Name: value`.");
    } else {
      NetlifyBlocks.header(block, text.substring(0, colon).strip(), text.substring(colon + 1));
    }
  }

  /// Ends a block; until the next has begun, headers belong to none.
  private void end() {
    begun = true;
    if (path != null && block != null) {
      blocks.add(path, block);
    }
    path = null;
    block = null;
  }
}
