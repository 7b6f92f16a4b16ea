package dev.slipway.runner.checkout.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.TemporaryBuffer;

/// The file system as the Git library sees it: one on which no program can be run.
///
/// A repository names commands in its settings, such as filters for files. Here they leave their
/// input as it is.
public final class PassiveFileSystem extends FS_POSIX {

  private static final int USUAL_UMASK = 022;
  private static final int MOST_IN_MEMORY = 1 << 20;

  public PassiveFileSystem() {
    setUmask(USUAL_UMASK); // else it runs a shell to find out
  }

  @Override
  public FS newInstance() {
    return new PassiveFileSystem();
  }

  @Override
  public ProcessBuilder runInShell(String command, String[] arguments) {
    return new ProcessBuilder(); // goes nowhere but to #execute
  }

  @Override
  @SuppressWarnings("NullAway") // where temporary files go: the usual place
  public ExecutionResult execute(ProcessBuilder unused, InputStream in) throws IOException {
    var out = new TemporaryBuffer.LocalFile(null, MOST_IN_MEMORY);
    if (in != null) {
      out.copy(in);
    }
    out.close();
    return new ExecutionResult(out, new TemporaryBuffer.Heap(0), 0);
  }

  @Override
  @SuppressWarnings("NullAway") // the library's word for "there is none"
  protected File discoverGitExe() {
    return null;
  }
}
