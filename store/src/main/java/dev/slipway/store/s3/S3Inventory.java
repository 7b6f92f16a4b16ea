package dev.slipway.store.s3;

import static java.util.stream.Collectors.groupingBy;

import dev.slipway.core.retention.Inventory;
import dev.slipway.core.retention.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a bucket has of one kind, each thing as one object or as several with a common prefix.
///
/// @param <K> what names a thing
final class S3Inventory<K> implements Inventory<K> {

  private final S3Objects objects;
  private final String folder;
  private final Function<String, Optional<K>> id;
  private final Function<K, String> prefix;

  /// @param folder what all keys begin with
  /// @param id returns what the object with a key is, or is a part of; empty for what is none
  /// @param prefix returns what the keys of a thing begin with, and no others
  S3Inventory(
      S3Objects objects,
      String folder,
      Function<String, Optional<K>> id,
      Function<K, String> prefix) {
    this.objects = objects;
    this.folder = folder;
    this.id = id;
    this.prefix = prefix;
  }

  @Override
  public List<Stored<K>> list() {
    var things =
        objects.list(folder).stream()
            .filter(object -> id.apply(object.key()).isPresent())
            .collect(groupingBy(object -> id.apply(object.key()).orElseThrow()));
    return things.entrySet().stream()
        .map(thing -> stored(thing.getKey(), thing.getValue()))
        .toList();
  }

  private Stored<K> stored(K thing, List<S3Objects.Listed> parts) {
    return new Stored<>(
        thing,
        parts.stream().mapToLong(S3Objects.Listed::bytes).sum(),
        parts.stream().map(S3Objects.Listed::changedAt).max(Instant::compareTo).orElseThrow());
  }

  @Override
  public void remove(K thing) {
    objects.list(prefix.apply(thing)).forEach(object -> objects.delete(object.key()));
  }

  /// Nothing is ever half-written in a bucket, but uploads in parts that nobody ended: those the
  /// bucket's own lifecycle rule ends.
  @Override
  public int removeParts(Instant instant) {
    return 0;
  }
}
