package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.artifact.rules.source.HeaderBlock;
import java.util.ArrayList;
import java.util.List;

/// What a file says of headers and access, in order.
public record NetlifyBlocks(List<HeaderRule> headers, List<AccessRule> access) {

  private static final String BASIC_AUTH = "Basic-Auth";

  NetlifyBlocks() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /// Tells whether a line is a `Basic-Auth`.
  static boolean protects(String line) {
    return line.regionMatches(true, 0, BASIC_AUTH, 0, BASIC_AUTH.length());
  }

  /// Adds one header to a block.
  static void header(HeaderBlock block, String name, String value) {
    if (name.equalsIgnoreCase(BASIC_AUTH)) {
      block.protect(value);
    } else {
      block.add(name, value);
    }
  }

  /// Adds the rules of a block that is complete.
  void add(PathPattern path, HeaderBlock block) {
    var edits = block.edits(HeaderRule.Kind.SET, Template::of);
    if (!edits.isEmpty()) {
      headers.add(new HeaderRule(block.origin(), path, List.of(), edits));
    }
    if (!block.credentials().isEmpty()) {
      access.add(new AccessRule(block.origin(), path, block.credentials()));
    }
  }
}
