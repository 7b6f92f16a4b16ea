package dev.slipway.receiver.download;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.signing.Envelope;
import dev.slipway.core.signing.SigningKey;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What the platform says of a deployment (in-toto statement, version 1): that the tar with this
/// digest is what it made of that commit.
record Statement(OwnedDeployment owned, ArtifactDigest artifact, Optional<Recorded> image) {

  /// The kind of statement, as DSSE names it.
  static final String TYPE = "application/vnd.in-toto+json";

  private static final String VERSION = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://slipway.dev/deployment/v1";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Returns the signed statement as a document.
  ObjectNode signed(SigningKey key) {
    var envelope = Envelope.sign(TYPE, Json.bytes(document()), key);
    var base64 = Base64.getEncoder();
    var document = NODES.objectNode();
    document.put("payloadType", envelope.payloadType());
    document.put("payload", base64.encodeToString(envelope.payload()));
    document
        .putArray("signatures")
        .addObject()
        .put("keyid", envelope.keyId())
        .put("sig", base64.encodeToString(envelope.signature()));
    return document;
  }

  private ObjectNode document() {
    var document = NODES.objectNode();
    document.put("_type", VERSION);
    document
        .putArray("subject")
        .addObject()
        .put("name", owned.deployment().shortId() + ".tar")
        .putObject("digest")
        .put("sha256", artifact.hex());
    document.put("predicateType", PREDICATE);
    document.set("predicate", deployment());
    return document;
  }

  private ObjectNode deployment() {
    var deployment = owned.deployment();
    var facts = NODES.objectNode();
    facts.put("deployment", deployment.id().toString());
    facts.put("shortId", deployment.shortId().value());
    facts.put("project", owned.project().name().value());
    facts.put("repository", owned.project().repository().toString());
    facts.put("branch", deployment.branch().value());
    facts.put("environment", deployment.environment().name().toLowerCase(Locale.ROOT));
    facts.set("commit", text(deployment.commit().map(commit -> commit.sha().value())));
    facts.set("finishedAt", text(deployment.finishedAt().map(Instant::toString)));
    facts.set("image", text(image.map(known -> known.id().toString())));
    return facts;
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }
}
