package dev.slipway.store.s3;

import dev.slipway.core.artifact.Bucket;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// How a bucket is spoken to: without anything of this machine's environment, nothing that only
/// Amazon's own store understands, and with an end to every wait.
final class S3Connection {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration QUESTION = Duration.ofSeconds(15);
  private static final Duration UPLOAD = Duration.ofMinutes(1);
  private static final int TRIES = 3;

  private S3Connection() {}

  static S3Client open(Bucket bucket) {
    var credentials = AwsBasicCredentials.create(bucket.accessKeyId(), bucket.secretKey().reveal());
    var none = ProfileFile.aggregator().build();
    return S3Client.builder()
        .endpointOverride(bucket.endpoint())
        .region(Region.of(bucket.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .forcePathStyle(bucket.pathStyle())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
        .overrideConfiguration(client ->
            client
                .defaultProfileFile(none)
                .retryStrategy(retry -> retry.maxAttempts(TRIES))
                .apiCallAttemptTimeout(QUESTION)
                .apiCallTimeout(QUESTION.multipliedBy(2)))
        .build();
  }

  /// Gives a request the time that the body of a part takes.
  static void upload(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallAttemptTimeout(UPLOAD).apiCallTimeout(UPLOAD.multipliedBy(TRIES));
  }
}
