package dev.slipway.core.access;

import java.util.Optional;
import java.util.Set;

/// Who may see what a host serves. Holds what it takes to check what visitors bring, and neither a
/// password nor a token nor what signs share links: it is kept on the disks of static servers.
public sealed interface Access {

  /// Everybody.
  record Open() implements Access {}

  /// Whoever knows the password, has a share link, or sends a bypass token.
  ///
  /// @param password what checks a password; empty if none opens the host
  /// @param sharingKey the Ed25519 public key that checks share links: base64 of its X.509 form
  /// @param bypassSha256 the digests of the tokens for automation, in hexadecimal
  record Guarded(Optional<PasswordHash> password, String sharingKey, Set<String> bypassSha256)
      implements Access {

    public Guarded {
      bypassSha256 = Set.copyOf(bypassSha256);
    }
  }
}
