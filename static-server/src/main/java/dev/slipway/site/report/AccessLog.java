package dev.slipway.site.report;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.slipway.core.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A log of all requests, one file for each project. Thread-safe.
///
/// Lines are written by a thread of its own, a moment later. What it can't keep up with, and what a
/// full disk refuses, is dropped and counted: no answer waits for a log.
public final class AccessLog implements Reports, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());

  private static final int MOST_WAITING = 16 * 1024;
  private static final int BATCH = 1024;
  private static final int MOST_OPEN = 256;
  private static final long LONGEST_FILE = 64 << 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// A line, and whose it is.
  private record Line(ProjectId project, String text) {}

  private final Path folder;
  private final Function<ProjectId, Optional<String>> names;
  private final Clock clock;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Map<ProjectId, AccessLogFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private final Thread writer;
  private boolean failing;
  private volatile boolean closing;

  /// Writes into `folder`.
  ///
  /// @param names the name of a project, by which its file is called; its id where there is none
  public AccessLog(Path folder, Function<ProjectId, Optional<String>> names, Clock clock) {
    this.folder = folder;
    this.names = names;
    this.clock = clock;
    this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::run);
  }

  @Override
  public void answered(Exchange exchange) {
    exchange
        .project()
        .ifPresent(project -> {
          if (!waiting.offer(new Line(project, LogLine.of(exchange, clock.instant())))) {
            dropped.incrementAndGet();
          }
        });
  }

  /// Returns how many lines were dropped.
  public long dropped() {
    return dropped.get();
  }

  /// Writes what waits, and closes the files.
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var batch = new ArrayList<Line>(BATCH);
    while (!closing || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
          batch.clear();
        }
      } catch (InterruptedException _) {
        closing = true;
      }
    }
    closeFiles();
  }

  private void write(List<Line> batch) {
    int written = 0;
    try {
      for (var line : batch) {
        file(line.project()).write(line.text());
        written++;
      }
      for (var file : files.values()) {
        file.flush();
      }
      if (failing) {
        failing = false;
        LOG.log(INFO, "Access logs are written again.");
      }
    } catch (IOException e) {
      dropped.addAndGet(batch.size() - written);
      closeFiles();
      complain(e);
    }
  }

  private AccessLogFile file(ProjectId project) throws IOException {
    var open = files.get(project);
    if (open != null) {
      return open;
    }
    if (files.size() >= MOST_OPEN) {
      var oldest = files.entrySet().iterator().next();
      files.remove(oldest.getKey());
      oldest.getValue().close();
    }
    Files.createDirectories(folder);
    var file = new AccessLogFile(folder, name(project), LONGEST_FILE);
    files.put(project, file);
    return file;
  }

  private String name(ProjectId project) {
    try {
      return names.apply(project).orElse(project.value().toString());
    } catch (
        RuntimeException _) { // the database is away: a log by another name is better than none
      return project.value().toString();
    }
  }

  private void closeFiles() {
    for (var file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        complain(e);
      }
    }
    files.clear();
  }

  private void complain(IOException e) {
    if (!failing) {
      failing = true;
      LOG.log(
          WARNING,
          "Cannot write access logs in {0}: {1}. Sites are served as before, lines are dropped until"
              + " it works again. Check the disk''s space and the folder''s owner.",
          folder,
          e);
    }
  }
}
