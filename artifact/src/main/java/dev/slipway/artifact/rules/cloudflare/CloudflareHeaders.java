package dev.slipway.artifact.rules.cloudflare;

import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.artifact.rules.source.HeaderBlock;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `_headers`: a line with a path or `https://host/path`, then those of its headers, `Name:
/// value`, in which `:placeholder` and `:splat` are filled in, or `! Name` to remove one. Of two
/// blocks with the same path the later counts, where the earlier stood. Not thread-safe.
public final class CloudflareHeaders {

  private static final Pattern URL = Pattern.compile("([^\\s:/]+)://+([^/]+)(.*)");
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final String REMOVAL = "! ";

  private final Map<String, HeaderRule> rules = new LinkedHashMap<>();
  private final RuleNotes notes;
  private @Nullable Scope scope;
  private @Nullable HeaderBlock block;
  private boolean begun;

  private CloudflareHeaders(RuleNotes notes) {
    this.notes = notes;
  }

  private record Scope(
      String written, CloudflarePath path, List<Condition> host, Set<String> names) {}

  /// Returns the rules of `file` in order.
  public static List<HeaderRule> read(RuleFile file, RuleNotes notes) {
    var reader = new CloudflareHeaders(notes);
    for (var line : file.lines(notes)) {
      notes.noting(line.origin(), () -> reader.read(line));
    }
    reader.end();
    return new ArrayList<>(reader.rules.values());
  }

  private void read(RuleFile.Line line) {
    var text = line.text();
    if (text.startsWith("/") || URL.matcher(text).matches()) {
      end();
      scope = scope(text);
      block = new HeaderBlock(line.origin());
    } else {
      header(text);
    }
  }

  private static Scope scope(String text) {
    var url = URL.matcher(text);
    if (!url.matches()) {
      var path = CloudflarePath.read(text);
      return new Scope(text, path, List.of(), path.names());
    }
    if (!url.group(1).equals("https") || url.group(2).indexOf('@') >= 0 || port(url.group(2))) {
      throw new RuleFault("A host is written as https://host/path, without a port.");
    }
    var host = url.group(2).toLowerCase(Locale.ROOT);
    var path = CloudflarePath.read(url.group(3).isEmpty() ? "/" : url.group(3));
    var names = new HashSet<>(CloudflarePath.names(url.group(2) + url.group(3)));
    return new Scope(text, path, List.of(host(host, url.group(2))), names);
  }

  private static boolean port(String host) {
    return PORT.matcher(host).find();
  }

  private static Condition host(String host, String written) {
    var test =
        CloudflarePath.names(written).isEmpty()
            ? new Condition.Equal(host)
            : new Condition.Matching("(?i)" + CloudflarePath.expression(written, "[^/.]+"));
    return new Condition.Value(Condition.Place.HOST, "", test, true);
  }

  private void header(String text) {
    if (!begun) {
      throw new RuleFault("A header stands below the line of its path, which begins with a slash.");
    }
    if (block == null) {
      throw new RuleFault("The path above it does not count, so it does not either.");
    }
    var colon = text.indexOf(':');
    if (text.regionMatches(true, 0, "basic-auth:", 0, "basic-auth:".length())) {
      throw new RuleFault("Only the Netlify dialect protects paths; the password is not sent.");
    }
    if (colon < 0 && text.startsWith(REMOVAL)) {
      block.remove(text.substring(REMOVAL.length()).strip());
    } else if (colon < 0) {
      throw new RuleFault("There is no colon; a header is `name: value`, a removal `! name`.");
    } else {
      block.add(text.substring(0, colon).strip(), text.substring(colon + 1));
    }
  }

  private void end() {
    begun = true;
    if (scope != null && block != null) {
      add(scope, block);
    }
    scope = null;
    block = null;
  }

  private void add(Scope scope, HeaderBlock block) {
    var edits = block.edits(HeaderRule.Kind.ADD, value -> Template.of(value, scope.names()));
    if (edits.isEmpty()) {
      notes.add(block.origin(), "No headers stand below it.");
      return;
    }
    var rule = new HeaderRule(block.origin(), scope.path().pattern(), scope.host(), edits);
    var earlier = rules.put(scope.written(), rule);
    if (earlier != null) {
      notes.add(
          earlier.origin(),
          "The block for the same path in line %d counts instead."
              .formatted(block.origin().line()));
    }
  }
}
