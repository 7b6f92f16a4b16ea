package dev.slipway.runner.job;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.ExtentStream;
import dev.slipway.artifact.StoredFile;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.variable.Variable;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.secret.Seeker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarFile;

/// Looks for secrets in what is to be deployed, where everybody could read them.
///
/// Every file, with its name, is read once, for all secrets together; only one that has any is read
/// again, for each. What the site says about serving is not looked at: a header or a password may
/// well be made of a secret there. Nor is it known what is inside of files that the build has
/// compressed itself.
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

  /// A file to look into.
  private interface Body {
    InputStream open() throws IOException;
  }

  /// Checks the artifact of a site in `tar`.
  ///
  /// @throws DeploymentFailure if a file has a secret in it; the log says which has which
  void checkSite(Path tar) throws InterruptedException {
    var found = new ArrayList<String>();
    try (var artifact = Artifact.open(tar)) {
      for (var file : artifact.manifest().files()) {
        var body = artifact.file(file.path()).map(StoredFile::plain).orElseThrow();
        found.addAll(found(file.path(), () -> new ExtentStream(artifact.channel(), body)));
      }
    } catch (IOException e) {
      throw unreadable(tar, e);
    }
    require(found);
  }

  /// Checks the artifact of an app in `tar`, in the same way.
  void checkApp(Path tar) throws InterruptedException {
    var found = new ArrayList<String>();
    try (var app = new TarFile(tar)) {
      for (var entry : app.getEntries()) {
        found.addAll(found(entry.getName(), () -> app.getInputStream(entry)));
      }
    } catch (IOException e) {
      throw unreadable(tar, e);
    }
    require(found);
  }

  private static ArtifactException unreadable(Path tar, IOException cause) {
    return new ArtifactException("cannot look for secrets in " + tar, cause);
  }

  private void require(List<String> found) {
    if (!found.isEmpty()) {
      found.stream().limit(MOST_TOLD).forEach(log::say);
      throw failure(found);
    }
  }

  private List<String> found(String path, Body body) throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    if (contains(path, body, all)) {
      for (var secret : secrets) {
        if (contains(path, body, Seeker.of(List.of(secret.value().reveal())))) {
          found.add("The value of " + secret.key() + " is in " + path + ".");
        }
      }
    }
    return found;
  }

  private static boolean contains(String path, Body body, Seeker seeker)
      throws IOException, InterruptedException {
    var name = path.getBytes(StandardCharsets.UTF_8);
    return seeker.search().finds(name, name.length) || contains(body, seeker);
  }

  private static boolean contains(Body body, Seeker seeker)
      throws IOException, InterruptedException {
    var buffer = new byte[CHUNK];
    var search = seeker.search();
    try (var in = body.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while looking for secrets");
        }
        if (search.finds(buffer, count)) {
          return true;
        }
      }
      return false;
    }
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
