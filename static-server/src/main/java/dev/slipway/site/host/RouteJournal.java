package dev.slipway.site.host;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers routes in a file of a folder. Thread-safe, in one process.
public final class RouteJournal implements RouteMemory, AutoCloseable {

  /* Every change is appended as a line before it is served. That is not flushed to the disk: the
   * kernel keeps it when this process is killed, and what a loss of power takes is learnt again.
   *
   * When the file has doubled, it is written anew beside, with what is remembered now, and takes the
   * old one's place by one rename; meanwhile changes go into both. A line that can't be written ends
   * the file: from then on it is tried now and then to write it anew, whole. So a torn line is always
   * the last one, or the disk's fault. Nobody waits for that, and a server that can't remember serves
   * on.
   *
   * The hosts that were looked up last are kept, as many as KnownRoutes know.
   */

  private static final System.Logger LOG = System.getLogger(RouteJournal.class.getName());
  private static final String NAME = "routes.journal";
  private static final String LOST = " What hosts serve is learnt anew from the database.";
  private static final long LEAST_GROWTH = 1 << 20;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  private final Path file;
  private final int most;

  /// What was looked up longest ago comes first.
  private final Map<HostLabel, Route> routes = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<HostLabel, Route> recalled;
  private final Object monitor = new Object();

  /// Lines that were written since the file is being written anew.
  private final List<byte[]> since = new ArrayList<>();

  private @Nullable OutputStream output;
  private long size;
  private long limit;
  private boolean rewriting;
  private boolean failing;
  private boolean closed;
  private long failedAt;

  private RouteJournal(Path file, int most) {
    this.file = file;
    this.most = most;
    read();
    dropEldest();
    this.recalled = Map.copyOf(routes);
    rewriting = true;
    rewrite();
  }

  /// Opens the journal in `folder`, which is made if it isn't there.
  public static RouteJournal in(Path folder) {
    return in(folder, KnownRoutes.MOST_HOSTS);
  }

  /// Opens the journal in `folder`, of `most` hosts.
  static RouteJournal in(Path folder, int most) {
    return new RouteJournal(folder.resolve(NAME), most);
  }

  @Override
  public Map<HostLabel, Route> recall() {
    return recalled;
  }

  @Override
  public void remember(HostLabel label, Route route) {
    synchronized (monitor) {
      var last = routes.get(label);
      boolean gone = route instanceof Route.Unknown;
      if (gone ? last != null : !route.equals(last)) {
        if (gone) {
          routes.remove(label);
        } else {
          routes.put(label, route);
        }
        append(label, route);
        dropEldest();
      }
      if (isDue()) {
        rewriting = true;
        Thread.ofVirtual().name("route-journal").start(this::rewrite);
      }
    }
  }

  /// Writes nothing more.
  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      end();
    }
  }

  private void dropEldest() {
    while (routes.size() > most) {
      var eldest = routes.keySet().iterator().next();
      routes.remove(eldest);
      append(eldest, new Route.Unknown());
    }
  }

  private void append(HostLabel label, Route route) {
    var line = JournalText.line(RouteText.of(label, route));
    if (rewriting) {
      since.add(line);
    }
    if (output != null) {
      try {
        output.write(line);
        size += line.length;
      } catch (IOException e) {
        end();
        failed(e);
      }
    }
  }

  private boolean isDue() {
    if (closed || rewriting) {
      return false;
    }
    boolean patient = failing && System.nanoTime() - failedAt < BETWEEN_TRIES.toNanos();
    return !patient && (output == null || size > limit);
  }

  /// Writes the file anew. It is marked as being rewritten before.
  private void rewrite() {
    var fresh = file.resolveSibling(NAME + ".new");
    try {
      makeFolder();
      replaceBy(fresh);
    } catch (IOException e) {
      synchronized (monitor) {
        failed(e);
      }
    } finally {
      synchronized (monitor) {
        rewriting = false;
        since.clear();
      }
    }
  }

  private void replaceBy(Path fresh) throws IOException {
    var lines = new ArrayList<byte[]>(List.of(JournalText.first()));
    snapshot().forEach((label, route) -> lines.add(JournalText.line(RouteText.of(label, route))));
    Files.deleteIfExists(fresh);
    var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(fresh, rights);
    var stream = new FileOutputStream(fresh.toFile(), true);
    try {
      long written = write(lines, stream);
      stream.getFD().sync();
      take(fresh, stream, written);
    } catch (IOException e) {
      stream.close();
      Files.deleteIfExists(fresh);
      throw e;
    }
    flushFolder();
  }

  private Map<HostLabel, Route> snapshot() {
    synchronized (monitor) {
      since.clear();
      return new LinkedHashMap<>(routes);
    }
  }

  /// Makes `fresh` the file.
  private void take(Path fresh, OutputStream stream, long written) throws IOException {
    synchronized (monitor) {
      if (closed) {
        throw new IOException("the journal is closed");
      }
      long all = written + write(since, stream);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      end();
      output = stream;
      size = all;
      limit = Math.max(2 * all, all + LEAST_GROWTH);
      if (failing) {
        failing = false;
        LOG.log(INFO, "What hosts serve can be remembered in {0} again.", file);
      }
    }
  }

  private static long write(List<byte[]> lines, OutputStream stream) throws IOException {
    long written = 0;
    for (var line : lines) {
      stream.write(line);
      written += line.length;
    }
    return written;
  }

  private void makeFolder() throws IOException {
    var folder = folder();
    if (Files.notExists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private void flushFolder() throws IOException {
    try (var channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path folder() {
    return file.toAbsolutePath().resolveSibling(".").normalize();
  }

  private void failed(IOException cause) {
    failedAt = System.nanoTime();
    if (!failing && !closed) {
      failing = true;
      LOG.log(
          WARNING,
          "What hosts serve can''t be remembered in {0}: {1}. All is served on; but after a restart"
              + " without the database, what changed since is not. See that the disk has room and"
              + " that the folder can be written to by the user that the static server runs as.",
          file,
          cause);
    }
  }

  /// Ends the file that is written to.
  private void end() {
    if (output != null) {
      try {
        output.close();
      } catch (IOException _) {
        // Nothing was held back that could be lost here.
      }
      output = null;
    }
  }

  private void read() {
    if (Files.notExists(file)) {
      return;
    }
    try (var input = Files.newInputStream(file)) {
      var found = JournalText.read(input, this::read);
      if (!found.known()) {
        setAside();
      } else if (found.damaged() > 0) {
        LOG.log(
            WARNING,
            "{0} lines of {1} are damaged and were skipped.{2}",
            found.damaged(),
            file,
            LOST);
      }
    } catch (IOException e) {
      LOG.log(WARNING, "{0} can''t be read: {1}.{2}", file, e, LOST);
    }
  }

  private void read(String line) {
    var entry = RouteText.parse(line);
    if (entry.route() instanceof Route.Unknown) {
      routes.remove(entry.label());
    } else {
      routes.put(entry.label(), entry.route());
    }
  }

  private void setAside() throws IOException {
    var aside = file.resolveSibling(NAME + ".unread");
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    LOG.log(WARNING, "{0} is of another version of Slipway and is now {1}.{2}", file, aside, LOST);
  }
}
