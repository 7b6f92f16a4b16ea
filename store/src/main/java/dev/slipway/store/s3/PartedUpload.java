package dev.slipway.store.s3;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// The upload of a long file in parts, one after the other: S3 takes no more than 5 GB in one
/// request, and what fails is only sent again from the beginning of its part.
final class PartedUpload {

  private static final System.Logger LOG = System.getLogger(PartedUpload.class.getName());
  private static final int MOST_PARTS = 10_000;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final long partBytes;

  PartedUpload(S3Client client, String bucket, String key, long partBytes) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.partBytes = partBytes;
  }

  /// Sends `file`. The object is there when this returns, and is not if it throws.
  void send(FilePart file, Map<String, String> metadata) throws IOException {
    var id =
        client
            .createMultipartUpload(create -> create.bucket(bucket).key(key).metadata(metadata))
            .uploadId();
    try {
      var parts = parts(id, file);
      client.completeMultipartUpload(complete ->
          complete
              .bucket(bucket)
              .key(key)
              .uploadId(id)
              .multipartUpload(whole -> whole.parts(parts))
              .overrideConfiguration(S3Connection::upload));
    } catch (IOException | RuntimeException e) {
      abort(id);
      throw e;
    }
  }

  private List<CompletedPart> parts(String id, FilePart file) throws IOException {
    long size = Math.max(partBytes, Math.ceilDiv(file.length(), MOST_PARTS));
    var parts = new ArrayList<CompletedPart>();
    for (long offset = 0; offset < file.length(); offset += size) {
      long length = Math.min(size, file.length() - offset);
      parts.add(part(id, parts.size() + 1, new FilePart(file.file(), offset, length)));
    }
    return parts;
  }

  private CompletedPart part(String id, int number, FilePart part) throws IOException {
    var md5 = part.md5();
    var sent =
        client.uploadPart(
            upload ->
                upload
                    .bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .partNumber(number)
                    .contentMD5(md5)
                    .overrideConfiguration(S3Connection::upload),
            part.body());
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private void abort(String id) {
    try {
      client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
    } catch (SdkException e) {
      LOG.log(
          WARNING,
          "The parts of an upload to {0} stay in the bucket {1}, where they are paid for: {2}. A"
              + " lifecycle rule of the bucket that ends incomplete uploads removes them.",
          key,
          bucket,
          e.getMessage());
    }
  }
}
