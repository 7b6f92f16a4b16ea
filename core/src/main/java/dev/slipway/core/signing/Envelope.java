package dev.slipway.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// A signed statement (DSSE 1.0: Dead Simple Signing Envelope): what is signed is the payload
/// together with its type, so that a signature of one kind of statement is none of another.
///
/// @param payload the bytes that were signed, as they are
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares envelopes
public record Envelope(String payloadType, byte[] payload, String keyId, byte[] signature) {

  /// Returns `payload` of the kind `payloadType`, signed with `key`.
  public static Envelope sign(String payloadType, byte[] payload, SigningKey key) {
    var signature = key.sign(signed(payloadType, payload));
    return new Envelope(payloadType, payload, key.verifying().id(), signature);
  }

  /// Tells whether it was signed with `key`'s other half.
  public boolean isBy(VerifyingKey key) {
    return key.verifies(signed(payloadType, payload), signature);
  }

  /// Returns the bytes that a signature is of: DSSE's "pre-authentication encoding".
  static byte[] signed(String payloadType, byte[] payload) {
    var bytes = new ByteArrayOutputStream();
    var type = payloadType.getBytes(UTF_8);
    bytes.writeBytes("DSSEv1 %d ".formatted(type.length).getBytes(UTF_8));
    bytes.writeBytes(type);
    bytes.writeBytes(" %d ".formatted(payload.length).getBytes(UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }
}
