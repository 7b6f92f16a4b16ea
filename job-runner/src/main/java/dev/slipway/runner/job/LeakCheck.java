package dev.slipway.runner.job;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.StoredFile;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.variable.Variable;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.secret.Seeker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Looks for secrets in what is to be deployed, where everybody could read them.
///
/// Every file, with its name, is read once, for all secrets together; only one that has any is read again, for
/// each. What the site says about serving is not looked at: a header or a password may well be made
/// of a secret there. Nor is it known what is inside of files that the build has compressed itself.
final class LeakCheck {

  private static final int CHUNK = 64 * 1024;
  private static final int MOST_TOLD = 10;

  private final List<Variable> secrets;
  private final BuildLog log;
  private final Seeker all;

  LeakCheck(Collection<Variable> secrets, BuildLog log) {
    this.secrets = List.copyOf(secrets);
    this.log = log;
    this.all = Seeker.of(secrets.stream().map(secret -> secret.value().reveal()).toList());
  }

  /// Checks the artifact in `tar`.
  ///
  /// @throws DeploymentFailure if a file has a secret in it; the log says which has which
  void check(Path tar) throws InterruptedException {
    var found = new ArrayList<String>();
    try (var artifact = Artifact.open(tar)) {
      for (var file : artifact.manifest().files()) {
        var body = artifact.file(file.path()).map(StoredFile::plain).orElseThrow();
        if (contains(artifact, file.path(), body, all)) {
          found.addAll(named(artifact, file.path(), body));
        }
      }
    }
    if (!found.isEmpty()) {
      found.stream().limit(MOST_TOLD).forEach(log::say);
      throw failure(found);
    }
  }

  private List<String> named(Artifact artifact, String path, Extent body)
      throws InterruptedException {
    var found = new ArrayList<String>();
    for (var secret : secrets) {
      if (contains(artifact, path, body, Seeker.of(List.of(secret.value().reveal())))) {
        found.add("The value of " + secret.key() + " is in " + path + ".");
      }
    }
    return found;
  }

  private static boolean contains(Artifact artifact, String path, Extent body, Seeker seeker)
      throws InterruptedException {
    var name = path.getBytes(StandardCharsets.UTF_8);
    return seeker.search().finds(name, name.length) || contains(artifact, body, seeker);
  }

  private static boolean contains(Artifact artifact, Extent body, Seeker seeker)
      throws InterruptedException {
    var buffer = ByteBuffer.allocate((int) Math.min(CHUNK, body.length()));
    var search = seeker.search();
    for (long at = 0; at < body.length(); at += CHUNK) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while looking for secrets");
      }
      buffer.clear().limit((int) Math.min(CHUNK, body.length() - at));
      artifact.read(body.offset() + at, buffer);
      if (search.finds(buffer.array(), buffer.position())) {
        return true;
      }
    }
    return false;
  }

  private static DeploymentFailure failure(List<String> found) {
    int more = found.size() - 1;
    return new DeploymentFailure(
        "secret-in-output",
        "What was built has a secret in it, where everybody could read it. "
            + found.getFirst()
            + (more == 0 ? "" : " The log has " + more + " more."),
        "Keep it out of what browsers get, and renew it if it has ever been deployed. If everybody"
            + " may see it, make the variable public.");
  }
}
