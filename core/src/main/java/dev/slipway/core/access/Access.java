package dev.slipway.core.access;

import java.util.Optional;

/// Who may see what a host serves. Holds nothing by which somebody could get in, only what it takes
/// to check what visitors bring: it is kept on the disks of static servers.
public sealed interface Access {

  /// Everybody.
  record Open() implements Access {}

  /// Whoever knows the password, has a share link, or sends the bypass token.
  ///
  /// @param password what checks a password; empty if none opens the host
  /// @param sharingKey the Ed25519 public key that checks share links: base64 of its X.509 form
  /// @param bypassSha256 the digest of the token for automation, in hexadecimal; empty if there is
  ///   none
  record Guarded(Optional<PasswordHash> password, String sharingKey, Optional<String> bypassSha256)
      implements Access {}
}
