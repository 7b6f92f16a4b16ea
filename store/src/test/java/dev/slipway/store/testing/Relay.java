package dev.slipway.store.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A port of the loopback interface that passes bytes to another one and back, until a test has the
/// bytes stop: then it passes none, and keeps the connections open.
public final class Relay implements AutoCloseable {

  private static final int BUFFER_BYTES = 4096;

  private final ServerSocket listener;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong connections = new AtomicLong();
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private volatile CountDownLatch goOn = new CountDownLatch(1);

  private Relay(int port) throws IOException {
    this.port = port;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  /// Starts one to `port`.
  public static Relay to(int port) {
    try {
      return new Relay(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the port that it listens on.
  public int port() {
    return listener.getLocalPort();
  }

  /// Returns how many connections there were.
  public long connections() {
    return connections.get();
  }

  /// Stops when `bytes` more have passed, of both directions.
  public void stopAfter(long bytes) {
    stopped = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    left.set(bytes);
  }

  /// Waits until it has stopped.
  public void awaitStop() throws InterruptedException {
    if (!stopped.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it still passes bytes");
    }
  }

  /// Closes the connections that there are, and passes everything of new ones.
  public void cut() throws IOException {
    left.set(Long.MAX_VALUE);
    for (var socket : sockets) {
      socket.close();
    }
    goOn.countDown();
  }

  private void listen() {
    try {
      while (!listener.isClosed()) {
        connect(listener.accept());
      }
    } catch (IOException _) {
      close();
    }
  }

  private void connect(Socket client) throws IOException {
    connections.incrementAndGet();
    var server = new Socket();
    sockets.add(client);
    sockets.add(server);
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
      Thread.ofVirtual().start(() -> pass(client, server));
      Thread.ofVirtual().start(() -> pass(server, client));
    } catch (IOException _) {
      client.close(); // nobody is there behind the relay
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      pass(from.getInputStream(), to.getOutputStream());
    } catch (IOException | InterruptedException _) {
      // One side is gone, and so is now the other.
    }
  }

  private void pass(InputStream from, OutputStream to) throws IOException, InterruptedException {
    var buffer = new byte[BUFFER_BYTES];
    for (int count; (count = from.read(buffer)) >= 0; ) {
      if (left.addAndGet(-count) < 0) {
        stopped.countDown();
        goOn.await();
      }
      to.write(buffer, 0, count);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
