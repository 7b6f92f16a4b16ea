package dev.slipway.core.alias;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The part of a hostname before the platform's domain: one DNS label in lower case (RFC 1123).
public record HostLabel(String value) {

  private static final int MAX_LENGTH = 63;
  private static final Pattern VALID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  public HostLabel {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a DNS label in lower case: " + value);
    }
  }

  /// Returns the label that `text` spells in any case, or empty if it spells none.
  public static Optional<HostLabel> parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return VALID.matcher(lower).matches() ? Optional.of(new HostLabel(lower)) : Optional.empty();
  }

  /// Returns the label `{branch}--{project}`, with what a label can't hold of the branch replaced
  /// by hyphens. Different branches may get the same: see [#distinctOf].
  public static HostLabel of(BranchName branch, ProjectName project) {
    return new HostLabel(slug(branch, MAX_LENGTH - tail(project).length()) + tail(project));
  }

  /// Returns the label for a `branch` whose plain one is taken by another branch: with eight
  /// hexadecimal digits made from the branch's exact name.
  public static HostLabel distinctOf(BranchName branch, ProjectName project) {
    var checksum = new CRC32();
    checksum.update(branch.value().getBytes(StandardCharsets.UTF_8));
    var suffix = "-%08x".formatted(checksum.getValue()) + tail(project);
    return new HostLabel(slug(branch, MAX_LENGTH - suffix.length()) + suffix);
  }

  private static String tail(ProjectName project) {
    return "--" + project.value();
  }

  private static String slug(BranchName branch, int length) {
    var plain = branch.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var trimmed = plain.replaceAll("^-|-$", "");
    var fitting = trimmed.length() <= length ? trimmed : trimmed.substring(0, length);
    return fitting.isEmpty() ? "branch" : fitting.replaceAll("-$", "");
  }

  @Override
  public String toString() {
    return value;
  }
}
