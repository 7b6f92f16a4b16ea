package dev.slipway.runner.log;

import dev.slipway.core.deployment.Reason;
import dev.slipway.core.log.LogWriter;
import dev.slipway.runner.secret.Masking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The log of one attempt to build a deployment: takes the bytes of both streams of the build as
/// they come, and the runner's own words, and writes whole lines. Shared and mutable; every method
/// may be called by any thread.
///
/// What the build writes counts against a limit; behind it nothing more is written but the runner's
/// own words, and the alarm goes off, which is to end the build.
///
/// Secrets that it is told of are masked before anything is written or remembered.
public final class BuildLog implements AutoCloseable {

  private static final String OWN = "==> ";
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\t]]");

  /// So many are never meant; a build could fill the memory with them.
  private static final int MOST_NOTES = 10_000;

  private final long limit;
  private final LogQueue queue;
  private final LineSplitter out = new LineSplitter(new Lines(), true);
  private final LineSplitter err = new LineSplitter(new Lines(), false);
  private final Tail tail = new Tail();
  private final List<String> notes = new ArrayList<>();
  private final Object monitor = new Object();
  private Runnable alarm = () -> {};
  private Masking masking = Masking.NONE;
  private long received;

  /// @param writer where the log is kept; closed with this
  /// @param limit how many bytes the build may write
  public BuildLog(LogWriter writer, long limit) {
    this.limit = limit;
    this.queue = new LogQueue(writer, this::ring);
  }

  /// Takes bytes of the build's standard output. They may be reused when it returns.
  public void out(byte[] bytes) {
    accept(out, bytes);
  }

  /// Takes bytes of the build's standard error. They may be reused when it returns.
  public void err(byte[] bytes) {
    accept(err, bytes);
  }

  /// Writes a line of the runner's own, before whatever line the build has begun. Some of its words
  /// may be a repository's, so control characters are left out.
  public void say(String text) {
    synchronized (monitor) {
      for (var line : text.split("\\R", -1)) {
        var plain = CONTROLS.matcher(line).replaceAll("");
        write((OWN + plain).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /// Masks what `secrets` masks in all that is written from now on.
  public void mask(Masking secrets) {
    synchronized (monitor) {
      masking = secrets;
    }
  }

  /// Returns `text` as it may be shown to people.
  public String masked(String text) {
    synchronized (monitor) {
      return masking.mask(text);
    }
  }

  /// Returns `reason` as it may be shown to people.
  public Reason masked(Reason reason) {
    return new Reason(reason.code(), masked(reason.what()), masked(reason.whatToDo()));
  }

  /// Sets what is run, once or more and by any thread, when the build must end because of its log:
  /// see [#isFull()] and [#check()].
  public void onAlarm(Runnable action) {
    synchronized (monitor) {
      alarm = action;
    }
  }

  /// Returns how many bytes the build may write.
  public long limit() {
    return limit;
  }

  /// Tells whether the build has written more than it may.
  public boolean isFull() {
    synchronized (monitor) {
      return received > limit;
    }
  }

  /// Throws what the log's store threw, if it did.
  public void check() {
    queue.failure().ifPresent(BuildLog::rethrow);
  }

  /// Returns the last lines of the build and its script, without colours and empty lines.
  public List<String> tail() {
    synchronized (monitor) {
      return tail.lines();
    }
  }

  /// Returns the messages that the build's script meant for the runner, and forgets them.
  public List<String> takeNotes() {
    synchronized (monitor) {
      var taken = List.copyOf(notes);
      notes.clear();
      return taken;
    }
  }

  /// Ends what lines have begun, and returns when all is where readers see it. If the log cannot be
  /// written, [#check()] says so.
  public void flush() {
    synchronized (monitor) {
      out.end();
      err.end();
    }
    queue.flush();
  }

  /// Ends what lines have begun, and closes the writer when it has taken everything.
  @Override
  public void close() {
    synchronized (monitor) {
      out.end();
      err.end();
    }
    queue.close();
    check();
  }

  private static void rethrow(RuntimeException failure) {
    throw new IllegalStateException(
        "the log could not be written: " + failure.getMessage(), failure);
  }

  private void accept(LineSplitter stream, byte[] bytes) {
    boolean full;
    synchronized (monitor) {
      boolean before = received > limit;
      received += bytes.length;
      full = received > limit && !before;
      if (!before) {
        stream.accept(bytes, 0, bytes.length);
      }
    }
    if (full) {
      ring();
    }
  }

  private void write(byte[] line) {
    var masked = masking.mask(line, line.length);
    queue.addLine(masked, masked.length);
  }

  private void ring() {
    Runnable action;
    synchronized (monitor) {
      action = alarm;
    }
    action.run();
  }

  /// What the streams turn out to consist of; called with the monitor held.
  private final class Lines implements LineSink {

    @Override
    public void line(byte[] buffer, int length) {
      var masked = masking.mask(buffer, length);
      queue.addLine(masked, masked.length);
      tail.add(masked, masked.length);
    }

    @Override
    public int cut(byte[] buffer, int length, int wanted) {
      return masking.cut(buffer, length, wanted);
    }

    @Override
    public void ownLine(byte[] buffer, int length) {
      line(buffer, length);
    }

    @Override
    public void note(String text) {
      if (notes.size() < MOST_NOTES) {
        notes.add(text);
      }
    }
  }
}
