package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of an open artifact, by path, in few arrays: what is asked for is made of them when it
/// is asked for. Thread-safe, for it never changes.
///
/// Who serves thousands of deployments has one of these for each: as objects, the files of one
/// would take six times as much.
final class FileTable {

  private static final int DIGEST = 32;
  private static final int TEXT_WEIGHT = 56;
  private static final int BODY_WEIGHT = 2 * Long.BYTES + 1;
  private static final int FILE_WEIGHT = DIGEST + 3 * Integer.BYTES + 1;

  private static final List<Encoding> ENCODINGS = List.of(Encoding.values());

  /// The paths in UTF-8, in their order, one behind the other; each ends where `pathEnds` says.
  private final byte[] paths;

  private final int[] pathEnds;

  /// Where the bodies of each file end in the arrays of bodies: the plain form, then the variants.
  private final int[] bodyEnds;

  private final long[] offsets;
  private final long[] lengths;

  /// Of each body, which of [#ENCODINGS] it is in; anything for a plain one.
  private final byte[] encodings;

  private final byte[] digests;
  private final boolean[] immutable;

  /// Of each file, which of `texts` is its type; the next is what its head asks for.
  private final int[] types;

  private final String[] texts;

  /// Has `files`, which are sorted by [Manifest#ORDER].
  FileTable(List<StoredFile> files) {
    int count = files.size();
    int bodies = count + files.stream().mapToInt(file -> file.file().variants().size()).sum();
    var names = files.stream().map(file -> file.file().path().getBytes(UTF_8)).toList();
    paths = new byte[names.stream().mapToInt(name -> name.length).sum()];
    pathEnds = new int[count];
    bodyEnds = new int[count];
    offsets = new long[bodies];
    lengths = new long[bodies];
    encodings = new byte[bodies];
    digests = new byte[count * DIGEST];
    immutable = new boolean[count];
    types = new int[count];
    var known = new LinkedHashMap<List<String>, Integer>();
    for (int i = 0; i < count; i++) {
      var file = files.get(i);
      add(i, names.get(i));
      add(i, file);
      var pair = List.of(file.file().contentType(), file.file().links());
      types[i] = known.computeIfAbsent(pair, _ -> 2 * known.size());
    }
    var all = new ArrayList<String>();
    known.keySet().forEach(all::addAll);
    texts = all.toArray(String[]::new);
  }

  /// Returns the file whose path is exactly `path`.
  Optional<StoredFile> find(String path) {
    var wanted = path.getBytes(UTF_8);
    int low = 0;
    int high = pathEnds.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(wanted, middle);
      if (order == 0) {
        var found = file(middle);
        // What is no text in UTF-8 is spelled like something else.
        return found.file().path().equals(path) ? Optional.of(found) : Optional.empty();
      }
      if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return Optional.empty();
  }

  /// Returns about how many bytes of heap it takes.
  long weight() {
    long weight = paths.length + (long) FILE_WEIGHT * types.length;
    weight += (long) BODY_WEIGHT * offsets.length;
    for (var text : texts) {
      weight += text.isEmpty() ? Integer.BYTES : TEXT_WEIGHT + text.length();
    }
    return weight;
  }

  private void add(int index, byte[] path) {
    int start = start(pathEnds, index);
    System.arraycopy(path, 0, paths, start, path.length);
    pathEnds[index] = start + path.length;
  }

  private void add(int index, StoredFile file) {
    int at = start(bodyEnds, index);
    add(at++, file.plain(), 0);
    for (var variant : file.file().variants()) {
      var encoding = variant.encoding();
      var extent = file.encoded().get(encoding);
      if (extent == null) {
        throw new IllegalArgumentException(file.file().path() + " has no " + encoding);
      }
      add(at++, extent, ENCODINGS.indexOf(encoding));
    }
    bodyEnds[index] = at;
    var digest = HexFormat.of().parseHex(file.file().sha256());
    System.arraycopy(digest, 0, digests, index * DIGEST, DIGEST);
    immutable[index] = file.file().immutable();
  }

  private void add(int body, Extent extent, int encoding) {
    offsets[body] = extent.offset();
    lengths[body] = extent.length();
    encodings[body] = (byte) encoding;
  }

  private int compare(byte[] wanted, int index) {
    return Arrays.compareUnsigned(
        wanted, 0, wanted.length, paths, start(pathEnds, index), pathEnds[index]);
  }

  private StoredFile file(int index) {
    int body = start(bodyEnds, index);
    var plain = new Extent(offsets[body], lengths[body]);
    var variants = new ArrayList<Variant>(ENCODINGS.size());
    Map<Encoding, Extent> encoded = new EnumMap<>(Encoding.class);
    for (int i = body + 1; i < bodyEnds[index]; i++) {
      var encoding = ENCODINGS.get(encodings[i]);
      variants.add(new Variant(encoding, lengths[i]));
      encoded.put(encoding, new Extent(offsets[i], lengths[i]));
    }
    int path = start(pathEnds, index);
    var file =
        new ManifestFile(
            new String(paths, path, pathEnds[index] - path, UTF_8),
            plain.length(),
            HexFormat.of().formatHex(digests, index * DIGEST, (index + 1) * DIGEST),
            texts[types[index]],
            immutable[index],
            variants,
            texts[types[index] + 1]);
    return new StoredFile(file, plain, encoded);
  }

  private static int start(int[] ends, int index) {
    return index == 0 ? 0 : ends[index - 1];
  }
}
