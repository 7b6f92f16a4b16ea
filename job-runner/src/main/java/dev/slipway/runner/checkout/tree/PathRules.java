package dev.slipway.runner.checkout.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/// Which paths a tree may have: those that are one harmless path on every file system.
final class PathRules {

  static final int MAX_DEPTH = 64;

  private static final int MAX_BYTES = 1024;

  /// Knows the names that HFS+ and NTFS take for `.git`.
  private static final ObjectChecker GIT_NAMES = new ObjectChecker().setSafeForMacOS(true);

  private PathRules() {}

  /// Returns the path of the entry called `name` in `folder`.
  static String path(String folder, byte[] name) {
    var readable = new String(name, StandardCharsets.UTF_8);
    var path = folder.isEmpty() ? readable : folder + "/" + readable;
    if (!isUtf8(name)) {
      throw TreeRefusals.unsafePath(path, "is not UTF-8");
    }
    if (readable.isEmpty() || readable.equals(".") || readable.equals("..")) {
      throw TreeRefusals.unsafePath(path, "has an empty, \".\" or \"..\" segment");
    }
    if (readable.indexOf('/') >= 0) {
      throw TreeRefusals.unsafePath(path, "has a \"/\" in a name");
    }
    if (readable.chars().anyMatch(Character::isISOControl)) {
      throw TreeRefusals.unsafePath(path, "has a control character");
    }
    if (isGit(name, readable)) {
      throw TreeRefusals.unsafePath(path, "Git itself uses on some file system");
    }
    checkLength(path);
    return path;
  }

  private static void checkLength(String path) {
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw TreeRefusals.unsafePath(path, "is longer than " + MAX_BYTES + " bytes");
    }
    if (path.chars().filter(c -> c == '/').count() >= MAX_DEPTH) {
      throw TreeRefusals.unsafePath(path, "is more than " + MAX_DEPTH + " levels deep");
    }
  }

  private static boolean isGit(byte[] name, String readable) {
    try {
      GIT_NAMES.checkPathSegment(name, 0, name.length);
      return readable.toLowerCase(Locale.ROOT).startsWith(".git:"); // an NTFS stream of it
    } catch (CorruptObjectException e) {
      return true;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
