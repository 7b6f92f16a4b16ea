package dev.slipway.runner.checkout.git;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS.FileStoreAttributes;
import org.eclipse.jgit.util.SystemReader;

/// The Git library's view of this machine: no settings of the system or the user, no environment.
///
/// What those could say is what must not be: credentials, proxies, URL rewriting, filters and
/// commands. The library also spends three seconds of a processor on measuring how exact the file
/// system's times are, and keeps the result among the user's settings; it is told instead.
public final class IsolatedGit extends SystemReader {

  private static final IsolatedGit INSTANCE = new IsolatedGit(SystemReader.getInstance());

  private final SystemReader machine;

  private IsolatedGit(SystemReader machine) {
    this.machine = machine;
  }

  /// Makes this the library's view in the whole process, from now on.
  public static void enforce() {
    if (SystemReader.getInstance() != INSTANCE) {
      SystemReader.setInstance(INSTANCE);
      FileStoreAttributes.setBackground(true);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // the library's word for "not set"
  public String getenv(String variable) {
    return null;
  }

  @Override
  public String getProperty(String key) {
    return machine.getProperty(key);
  }

  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // the library still asks
  public long getCurrentTime() {
    return machine.getCurrentTime();
  }

  @Override
  public Instant now() {
    return machine.now();
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // the library still asks
  public int getTimezone(long when) {
    return 0;
  }

  /// Settings that no file holds, and that only say how exact the times of files are.
  private static final class NoSettings extends FileBasedConfig {

    private static final long FILE_TIMES_EXACT_TO_MILLIS = 10;

    @SuppressWarnings("NullAway") // null is the library's word for "no file"
    NoSettings(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(FILE_TIMES_EXACT_TO_MILLIS, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
