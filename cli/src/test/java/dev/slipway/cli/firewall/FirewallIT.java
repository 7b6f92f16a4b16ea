package dev.slipway.cli.firewall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuildLimits;
import dev.slipway.runner.build.BuildRequest;
import dev.slipway.runner.build.BuildScope;
import dev.slipway.runner.build.BuildStep;
import dev.slipway.runner.build.BuilderImage;
import dev.slipway.runner.build.ContainerBuild;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.Reaper;
import dev.slipway.runner.job.Builders;
import dev.slipway.runner.log.BuildLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real firewall and the real engine, seen from inside a build.
final class FirewallIT {

  private static final String KNOCK =
      """
      const net = require('net');
      for (const target of process.env.TARGETS.split(' ')) {
        const [name, host, port] = target.split('|');
        const socket = net.connect({host, port: Number(port)});
        const end = word => { console.log(name + ' ' + word); socket.destroy(); };
        socket.setTimeout(8000, () => end('silent'));
        socket.on('connect', () => end('reached')).on('error', e => end('refused'));
      }
      require('dns').promises.resolve4('registry.npmjs.org')
        .then(() => console.log('names known'), e => console.log('names ' + e.code));
      """;

  private final String instance = "test-" + UUID.randomUUID();
  private final Engine engine = Engine.connect(Engine.address(System.getenv()));
  private final Firewall firewall = Firewall.ofThisMachine();
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final BuildScope scope =
      new BuildScope(
          instance,
          new Claim(new JobId(UUID.randomUUID()), 1),
          new ProjectId(UUID.randomUUID()),
          Trust.PREVIEW);
  private final String table =
      "slipway_it_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private Optional<String> neighbour = Optional.empty();

  @BeforeEach
  void needsRoot() {
    assertThat(Firewall.isRoot()).as("this test changes the firewall, so it needs root").isTrue();
  }

  @AfterEach
  void remove() throws IOException, InterruptedException {
    firewall.remove(rules(List.of()));
    new Reaper(engine, instance).reap(Set::of);
    engine.close();
    if (neighbour.isPresent()) {
      docker("rm", "--force", neighbour.get());
    }
    docker("volume", "rm", "--force", scope.cacheVolume());
    for (var listener : listeners) {
      listener.close();
    }
  }

  @Test
  void keepsABuildFromTheMachineAndItsNeighboursButNotFromWhatIsAllowed()
      throws IOException, InterruptedException {
    assertThat(firewall.state(RuleSet.TABLE))
        .as("the rules of a Slipway of this machine; slipway firewall off removes them")
        .isEqualTo(Firewall.State.OFF);
    var outward = outward();
    int secret = listen();
    int allowed = listen();
    var other = neighbour();
    var destination = Destination.parse(outward.getHostAddress() + ":" + allowed).orElseThrow();
    firewall.apply(rules(List.of(destination)));

    var said =
        build(
            Map.of(
                "host", outward.getHostAddress() + "|" + secret,
                "engine", "172.17.0.1|" + secret,
                "neighbour", other + "|8000",
                "metadata", "169.254.169.254|80",
                "private", "10.0.0.1|53",
                "registry", "registry.npmjs.org|443",
                "allowed", outward.getHostAddress() + "|" + allowed));

    assertThat(said)
        .contains("host refused", "engine refused", "neighbour refused", "metadata refused")
        .contains("private refused", "allowed reached", "registry reached", "names known")
        .noneMatch(line -> line.contains("can reach services of the machine"));
  }

  @Test
  void areReplacedAsAWholeAndSeen() {
    var first = rules(List.of(Destination.parse("10.0.0.5").orElseThrow()));
    var second = rules(List.of(Destination.parse("10.0.0.6").orElseThrow()));

    firewall.apply(first);
    firewall.apply(second);

    assertThat(firewall.state(table)).isEqualTo(Firewall.State.ON);
    firewall.remove(second);
    assertThat(firewall.state(table)).isEqualTo(Firewall.State.OFF);
    firewall.remove(second);
  }

  @Test
  void areMissedWhenTheyWereFlushed() throws IOException, InterruptedException {
    firewall.apply(rules(List.of()));

    var flushed = new ProcessBuilder("nft", "flush", "table", "inet", table).start();

    assertThat(flushed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(flushed.exitValue()).isZero();
    assertThat(firewall.state(table)).isEqualTo(Firewall.State.OFF);
  }

  private RuleSet rules(List<Destination> allowed) {
    return new RuleSet(table, RuleSet.BRIDGES, Resolvers.ofThisMachine(), allowed);
  }

  /// Listens on all addresses of this machine, and sees to it that others are let in there.
  private int listen() throws IOException {
    var listener = new ServerSocket();
    listener.bind(new InetSocketAddress("0.0.0.0", 0));
    listeners.add(listener);
    assertReached("127.0.0.1", listener.getLocalPort());
    return listener.getLocalPort();
  }

  private static void assertReached(String host, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 5000);
      assertThat(socket.isConnected()).isTrue();
    }
  }

  /// Returns this machine's own address on its way to others.
  private static Inet4Address outward() throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(InetAddress.ofLiteral("203.0.113.1"), 9);
      return (Inet4Address) socket.getLocalAddress();
    }
  }

  /// Starts a container that answers at port 8000, and returns its address.
  private String neighbour() throws IOException, InterruptedException {
    var id =
        docker(
            "run",
            "--detach",
            "--label",
            "dev.slipway.test=" + instance,
            Builders.USUAL.node(),
            "node",
            "-e",
            "require('net').createServer(s => s.end()).listen(8000, () => console.log('up'))");
    neighbour = Optional.of(id);
    var address =
        docker("inspect", "--format", "{{.NetworkSettings.Networks.bridge.IPAddress}}", id);
    await().atMost(20, TimeUnit.SECONDS).until(() -> docker("logs", id).contains("up"));
    assertReached(address, 8000);
    return address;
  }

  private List<String> build(Map<String, String> targets) throws InterruptedException {
    var written = new Written();
    var words = targets.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList();
    var request =
        new BuildRequest(
            BuilderImage.find(engine, Builders.USUAL.node()),
            scope,
            out -> out.write(new byte[1024]),
            "",
            List.of(
                new BuildStep(BuildStep.Phase.BUILD, "node -e \"$KNOCK\"; echo \"ended with $?\"")),
            Map.of("TARGETS", String.join(" ", words), "KNOCK", KNOCK),
            List.of(),
            BuildLimits.USUAL);
    try (var log = new BuildLog(written, BuildLimits.USUAL_LOG_BYTES)) {
      new ContainerBuild(engine).run(request, log).close();
    }
    return written.bytes.toString(UTF_8).lines().toList();
  }

  private static String docker(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(String.join(" ", command)).isTrue();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /// A log in memory.
  private static final class Written implements LogWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(byte[] buffer, int offset, int length) {
      bytes.write(buffer, offset, length);
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
