package dev.slipway.artifact.image;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.slipway.artifact.ArtifactException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The layers that an app lies on: those of the image that it was built in, as an engine saved
/// them.
///
/// @param architecture as OCI calls it, such as `amd64`
/// @param path where the image has its programs, as `PATH` says it
public record AppBase(String architecture, String path, List<Path> files, List<Digests> digests) {

  private static final String FACTS = "base.txt";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9]{1,20}");
  private static final int GZIP = 0x1f8b;

  /// The digests of one layer, in hexadecimal.
  ///
  /// @param diff that of the tar
  /// @param file that of the compressed tar
  public record Digests(String diff, String file) {}

  public AppBase {
    files = List.copyOf(files);
    digests = List.copyOf(digests);
  }

  /// What an engine says about an image.
  ///
  /// @param diffs the digests of its layers' tars, in hexadecimal, the lowest first
  public record Described(String architecture, String path, List<String> diffs) {

    public Described {
      diffs = List.copyOf(diffs);
    }
  }

  /// Returns the base that lies in `folder`; empty if none was put there.
  ///
  /// @throws ArtifactException if what is there says not what it should
  public static Optional<AppBase> in(Path folder) {
    var facts = folder.resolve(FACTS);
    if (!Files.isRegularFile(facts)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readAllLines(facts);
      var digests =
          lines.subList(2, lines.size()).stream()
              .map(line -> new Digests(line.split(" ", -1)[0], line.split(" ", -1)[1]))
              .toList();
      var files = digests.stream().map(each -> folder.resolve(each.diff() + ".tar.gz")).toList();
      return Optional.of(new AppBase(lines.get(0), lines.get(1), files, digests));
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new ArtifactException(
          "cannot read " + facts + "; delete that folder and it is made again", e);
    }
  }

  /// Makes the base of an image in `folder`, which is there and empty.
  ///
  /// @param saved the archive of the image, as `docker save` and `podman save` write it. Its layers
  ///   are known by their digests, whatever they are called in it
  /// @throws ArtifactException if one of the layers is not in it
  public static void write(InputStream saved, Described image, Path folder)
      throws IOException, InterruptedException {
    require(ARCHITECTURE, image.architecture());
    image.diffs().forEach(diff -> require(HEX, diff));
    var found = layers(saved, image, folder);
    var lines = new ArrayList<>(List.of(image.architecture(), image.path()));
    for (var diff : image.diffs()) {
      var layer = found.get(diff);
      if (layer == null) {
        throw new ArtifactException("the engine has not saved the layer " + diff);
      }
      lines.add(diff + " " + layer);
    }
    Files.write(folder.resolve(FACTS), lines);
  }

  /// Returns the digests of the compressed layers by those of their tars.
  private static Map<String, String> layers(InputStream saved, Described image, Path folder)
      throws IOException, InterruptedException {
    var found = new HashMap<String, String>();
    var tar = new TarArchiveInputStream(saved, "UTF-8");
    var scratch = folder.resolve("layer.tmp");
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile() && !entry.isSymbolicLink()) {
        var layer = Layer.write(scratch, out -> plain(tar).transferTo(out));
        if (image.diffs().contains(layer.diffId())) {
          Files.move(scratch, folder.resolve(layer.diffId() + ".tar.gz"), REPLACE_EXISTING);
          found.put(layer.diffId(), layer.digest());
        } else {
          Files.delete(scratch);
        }
      }
    }
    return found;
  }

  /// Newer engines save their layers compressed.
  private static InputStream plain(InputStream entry) throws IOException {
    var in = new BufferedInputStream(entry);
    in.mark(2);
    int magic = (in.read() << 8) | in.read();
    in.reset();
    return magic == GZIP ? new GZIPInputStream(in) : in;
  }

  private static void require(Pattern valid, String text) {
    if (!valid.matcher(text).matches()) {
      throw new ArtifactException("no image of an engine has this: " + text);
    }
  }

  List<ImageDocuments.Named> named() {
    var all = new ArrayList<ImageDocuments.Named>();
    for (int i = 0; i < files.size(); i++) {
      var layer = new Layer(files.get(i), digests.get(i).diff(), digests.get(i).file());
      all.add(new ImageDocuments.Named(layer, "the image that the app was built in"));
    }
    return all;
  }
}
