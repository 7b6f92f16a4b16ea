package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.signing.Envelope;
import dev.slipway.core.signing.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway verify FILE`: tells whether a tar is the one that a platform vouched for. Needs no
/// platform, only its public key.
@Command(
    name = "verify",
    description = "Check a downloaded tar against its attestation and the platform's public key.")
final class VerifyCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final String TYPE = "application/vnd.in-toto+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "the tar")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Path file = Path.of("");

  @Option(
      names = "--attestation",
      required = true,
      paramLabel = "FILE",
      description = "the signed statement about it")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Path attestation = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "the public key of the platform, which it has at /api/signing-key")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private Path key = Path.of("");

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var verifying =
        VerifyingKey.parse(text(key))
            .orElseThrow(() -> new UsageException(key + " is no public key of a platform."));
    var envelope = envelope();
    if (!envelope.isBy(verifying)) {
      return no(attestation + " was not signed with the key in " + key + ".");
    }
    var statement = json(envelope.payload());
    var digest = digest(file);
    if (!TYPE.equals(envelope.payloadType()) || !isAbout(statement, digest)) {
      return no(file + " is not what " + attestation + " is about: its SHA-256 is " + digest + ".");
    }
    var deployment = statement.path("predicate");
    terminal.say(
        "%s is deployment %s of project %s, commit %s."
            .formatted(
                file,
                deployment.path("shortId").asText(),
                deployment.path("project").asText(),
                deployment.path("commit").asText()));
    return 0;
  }

  private int no(String why) {
    terminal.complain("slipway: " + why);
    return FAILED;
  }

  private static boolean isAbout(JsonNode statement, String digest) {
    for (var subject : statement.path("subject")) {
      if (subject.at("/digest/sha256").asText().equals(digest)) {
        return true;
      }
    }
    return false;
  }

  private Envelope envelope() {
    var document = json(bytes(attestation));
    try {
      var base64 = Base64.getDecoder();
      return new Envelope(
          document.path("payloadType").asText(),
          base64.decode(document.path("payload").asText()),
          document.at("/signatures/0/keyid").asText(),
          base64.decode(document.at("/signatures/0/sig").asText()));
    } catch (IllegalArgumentException e) {
      throw noAttestation(e);
    }
  }

  private JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw noAttestation(e);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + attestation, e);
    }
  }

  private UsageException noAttestation(Exception cause) {
    var exception = new UsageException(attestation + " is no attestation.");
    exception.initCause(cause);
    return exception;
  }

  private static String text(Path file) {
    return new String(bytes(file), UTF_8);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file + ": " + e, e);
    }
  }

  private static String digest(Path file) {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      var buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        // The stream reckons the digest.
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file + ": " + e, e);
    }
  }
}
