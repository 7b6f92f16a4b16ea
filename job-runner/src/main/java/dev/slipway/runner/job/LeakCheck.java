package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.ExtentStream;
import dev.slipway.artifact.StoredFile;
import dev.slipway.artifact.pack.Decoder;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.variable.Variable;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.secret.Seeker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarFile;

/// Looks for secrets in what is to be deployed, where everybody could read them.
///
/// Every file, with its name, is read once, for all secrets together; only one that has any is read
/// again, for each. What the build has compressed itself is looked into, too, but only so far: a
/// small file may hold more than any disk. What the site says about serving is not looked at: a
/// header or a password may well be made of a secret there.
final class LeakCheck {

  /// How much is looked at of what one compressed file holds.
  private static final long MOST_OF_ONE = 64L << 20;

  /// How much is looked at of what all compressed files hold.
  private static final long MOST_OF_ALL = 512L << 20;

  private static final Logger LOG = System.getLogger(LeakCheck.class.getName());
  private static final long WHOLE = 1L << 60; // more than any file has
  private static final int CHUNK = 64 * 1024;
  private static final int MOST_TOLD = 10;

  private final List<Variable> secrets;
  private final BuildLog log;
  private final Seeker all;
  private final long mostOfOne;
  private long left = MOST_OF_ALL;

  LeakCheck(Collection<Variable> secrets, BuildLog log) {
    this(secrets, log, MOST_OF_ONE);
  }

  LeakCheck(Collection<Variable> secrets, BuildLog log, long mostOfOne) {
    this.mostOfOne = mostOfOne;
    this.secrets = List.copyOf(secrets);
    this.log = log;
    this.all = Seeker.of(secrets.stream().map(secret -> secret.value().reveal()).toList());
  }

  /// Where bytes come from, as often as they are asked for.
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
    var name = path.getBytes(UTF_8);
    var found = new ArrayList<String>();
    if (all.search().finds(name, name.length)) {
      found.addAll(named(path, () -> new ByteArrayInputStream(name), WHOLE));
    }
    if (look(body, all, WHOLE).found()) {
      found.addAll(named(path, body, WHOLE));
    }
    var encoding = Decoder.encoding(path);
    if (encoding.isPresent()) {
      found.addAll(within(path, encoding.get(), body));
    }
    return found;
  }

  /// Returns what is found in what `packed` holds.
  private List<String> within(String path, Encoding encoding, Body packed)
      throws InterruptedException {
    long most = Math.min(mostOfOne, left);
    Body body = () -> Decoder.open(encoding, packed.open());
    try {
      var look = look(body, all, most);
      left -= look.bytes();
      if (look.found()) {
        return named(path, body, most);
      }
      if (!look.whole()) {
        log.say(
            "%s holds more than can be looked through: secrets were sought in its first %,d bytes only."
                .formatted(path, look.bytes()));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "No {0} is in {1}, whatever its name says: {2}", encoding, path, e);
    }
    return List.of();
  }

  private List<String> named(String path, Body body, long most)
      throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    for (var secret : secrets) {
      if (look(body, Seeker.of(List.of(secret.value().reveal())), most).found()) {
        found.add("The value of " + secret.key() + " is in " + path + ".");
      }
    }
    return found;
  }

  /// What came of looking through a body.
  ///
  /// @param whole whether it has ended
  /// @param bytes how many were looked at
  private record Look(boolean found, boolean whole, long bytes) {}

  private static Look look(Body body, Seeker seeker, long most)
      throws IOException, InterruptedException {
    var buffer = new byte[CHUNK];
    var search = seeker.search();
    long seen = 0;
    try (var in = body.open()) {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while looking for secrets");
        }
        int read = in.read(buffer, 0, (int) Math.min(CHUNK, most - seen + 1));
        if (read < 0) {
          return new Look(false, true, seen);
        }
        if (search.finds(buffer, read)) {
          return new Look(true, false, seen + read);
        }
        if (seen + read > most) {
          return new Look(false, false, most);
        }
        seen += read;
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // it is the exception that says so from here on
      throw new InterruptedException("interrupted while looking for secrets");
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
