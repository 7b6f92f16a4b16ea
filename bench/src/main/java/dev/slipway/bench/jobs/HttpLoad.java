package dev.slipway.bench.jobs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that each send one request after the other over a connection that is kept open, and wait
/// for the answer. They do as little as can be, since they share the machine with what they
/// measure.
final class HttpLoad {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final String LENGTH = "content-length:";

  private final int port;
  private final SignedPushes pushes;

  HttpLoad(int port, SignedPushes pushes) {
    this.port = port;
    this.pushes = pushes;
  }

  /// Lets `clients` send for `time`, adding to `latencies` how long each answer took.
  ///
  /// @throws IllegalStateException if anything is answered but 2xx
  void run(int clients, Duration time, Latencies latencies) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var work = new ArrayList<Callable<Latencies>>();
      long start = System.nanoTime();
      for (int i = 0; i < clients; i++) {
        work.add(() -> send(start + time.toNanos()));
      }
      for (var client : threads.invokeAll(work)) {
        latencies.add(result(client));
      }
      latencies.took(System.nanoTime() - start);
    }
  }

  private Latencies send(long end) throws IOException {
    var latencies = new Latencies();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var answers = new BufferedInputStream(socket.getInputStream());
      while (System.nanoTime() < end) {
        var request = pushes.next();
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        read(answers);
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  /// Reads one answer, which must be a success and tell its length.
  private static void read(InputStream answers) throws IOException {
    var status = line(answers);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("a push was answered " + status);
    }
    int length = 0;
    for (var line = line(answers); !line.isEmpty(); line = line(answers)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    answers.skipNBytes(length);
  }

  private static String line(InputStream answers) throws IOException {
    var line = new byte[1024];
    int length = 0;
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0 || length == line.length) {
        throw new EOFException("an answer broke off");
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, length, US_ASCII).strip();
  }

  private static Latencies result(Future<Latencies> client) throws InterruptedException {
    try {
      return client.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed: " + e.getCause(), e);
    }
  }
}
