package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.artifact.Extent;
import dev.slipway.serving.file.ByteRanges.ByteRange;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes the answers with parts of a file: one, several, or the word that there is none.
final class PartialAnswers {

  private static final byte[] NOTHING = {};

  private PartialAnswers() {}

  /// Returns the answer with `ranges` of `form`, whose other fields are `fields`.
  static Answer of(Form form, ByteRanges ranges, Map<String, String> fields) {
    return switch (ranges.ranges().size()) {
      case 0 -> unsatisfiable(form, fields);
      case 1 -> single(form, ranges.ranges().getFirst(), fields);
      default -> multiple(form, ranges.ranges(), fields);
    };
  }

  private static Answer unsatisfiable(Form form, Map<String, String> fields) {
    var all = new LinkedHashMap<>(fields);
    all.keySet().removeAll(List.of("Content-Type", "ETag", "Last-Modified"));
    all.put("Content-Range", "bytes */" + form.extent().length());
    all.put("Cache-Control", Terms.NEVER_STORE);
    return new Answer(416, all, new Body.None());
  }

  private static Answer single(Form form, ByteRange range, Map<String, String> fields) {
    var all = new LinkedHashMap<>(fields);
    all.put("Content-Range", contentRange(form, range));
    return new Answer(206, all, new Body.Parts(List.of(part(form, range, NOTHING))));
  }

  private static Answer multiple(Form form, List<ByteRange> ranges, Map<String, String> fields) {
    var boundary = UUID.randomUUID().toString();
    var parts = new ArrayList<Body.Part>();
    for (var range : ranges) {
      var before =
          "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
              .formatted(boundary, form.file().contentType(), contentRange(form, range));
      parts.add(part(form, range, before.getBytes(ISO_8859_1)));
    }
    var end = "\r\n--" + boundary + "--\r\n";
    parts.add(new Body.Part(end.getBytes(ISO_8859_1), new Extent(form.extent().offset(), 0)));
    var all = new LinkedHashMap<>(fields);
    all.put("Content-Type", "multipart/byteranges; boundary=" + boundary);
    return new Answer(206, all, new Body.Parts(parts));
  }

  private static Body.Part part(Form form, ByteRange range, byte[] before) {
    var extent = new Extent(form.extent().offset() + range.first(), range.length());
    return new Body.Part(before, extent);
  }

  private static String contentRange(Form form, ByteRange range) {
    return "bytes %d-%d/%d".formatted(range.first(), range.last(), form.extent().length());
  }
}
