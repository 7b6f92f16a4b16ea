package dev.slipway.runner.checkout.tree;

/// Who owns the entries of a tar.
public record TarOwner(int user, int group) {

  /// The user that builds run as in their containers.
  public static final TarOwner BUILDER = new TarOwner(1000, 1000);
}
