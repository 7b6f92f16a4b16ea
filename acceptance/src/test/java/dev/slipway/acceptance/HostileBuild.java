package dev.slipway.acceptance;

import java.util.List;

/// A build whose script leaves something that must not be served.
///
/// @param name what it leaves
/// @param code the reason that its deployment fails for
/// @param named what of it the reason names
/// @param script what it does, in Node, beside a good page in the folder `dist`
record HostileBuild(String name, String code, String named, String script) {

  static final List<HostileBuild> ALL =
      List.of(
          new HostileBuild(
              "a link out of the output",
              "output-link-outside",
              "passwd.txt",
              "fs.symlinkSync('/etc/passwd', 'dist/passwd.txt');"),
          new HostileBuild(
              "a link up out of the output",
              "output-link-outside",
              "up/manifest",
              "fs.mkdirSync('dist/up'); fs.symlinkSync('../../package.json', 'dist/up/manifest');"),
          new HostileBuild(
              "a link that leads to itself",
              "output-link-loop",
              "loop",
              "fs.symlinkSync('.', 'dist/loop');"),
          new HostileBuild(
              "an output folder that is a link to the system's",
              "no-output-folder",
              "dist",
              "fs.rmSync('dist', {recursive: true}); fs.symlinkSync('/etc', 'dist');"),
          new HostileBuild(
              "a hard link to a file of the system's",
              "build-failed",
              "EXDEV",
              "fs.linkSync('/etc/passwd', 'dist/passwd');"),
          new HostileBuild(
              "a named pipe",
              "output-special-file",
              "\"pipe\" is a named pipe",
              "run('mkfifo', 'dist/pipe');"),
          new HostileBuild(
              "a device",
              "build-failed",
              "Operation not permitted",
              "run('mknod', 'dist/disk', 'b', '254', '0');"),
          new HostileBuild(
              "a name with a line break",
              "output-path-characters",
              "two\\u{a}lines.html",
              "fs.writeFileSync('dist/two\\nlines.html', '');"),
          new HostileBuild(
              "a name that turns the direction of text",
              "output-path-characters",
              "exe\\u{202e}gnp.html",
              "fs.writeFileSync('dist/exe\\u202egnp.html', '');"),
          new HostileBuild(
              "a name that is not UTF-8",
              "output-path-encoding",
              "latin-",
              "fs.writeFileSync(Buffer.from('dist/latin-\\xff', 'latin1'), '');"),
          new HostileBuild(
              "a name of 300 bytes",
              "build-failed",
              "ENAMETOOLONG",
              "fs.writeFileSync('dist/' + 'x'.repeat(300), '');"),
          new HostileBuild(
              "a path that is too long",
              "output-path-too-long",
              "long-1",
              "const far = 'dist' + ('/long-1' + 'x'.repeat(200)).repeat(6);"
                  + " fs.mkdirSync(far, {recursive: true}); fs.writeFileSync(far + '/x', '');"),
          new HostileBuild(
              "names that differ only in case",
              "output-path-collision",
              "page.html",
              "fs.writeFileSync('dist/page.html', ''); fs.writeFileSync('dist/PAGE.html', '');"),
          new HostileBuild(
              "names that only look the same",
              "output-path-collision",
              "caf",
              "fs.writeFileSync('dist/caf\\u00e9', ''); fs.writeFileSync('dist/cafe\\u0301', '');"),
          new HostileBuild(
              "a file of a tebibyte, all of it holes",
              "build-failed",
              "EFBIG",
              "fs.truncateSync('dist/index.html', 2 ** 40);"),
          new HostileBuild(
              "a file with more holes than a site may have bytes",
              "output-too-large",
              "holes.bin",
              "fs.writeFileSync('dist/holes.bin', ''); fs.truncateSync('dist/holes.bin', 2 ** 31);"),
          new HostileBuild(
              "more tiny files than a site may have",
              "output-too-many-files",
              "counting stopped at \"f",
              "for (let i = 0; i < 51000; i++) fs.writeFileSync('dist/f' + i, '');"),
          new HostileBuild(
              "folders within each other, 4,096 times",
              "output-path-too-deep",
              "deep",
              "process.chdir('dist'); for (let i = 0; i < 4096; i++) {"
                  + " fs.mkdirSync('deep'); process.chdir('deep'); }"),
          new HostileBuild(
              "a log of one endless line",
              "log-limit",
              "16 MiB",
              "const all = 'x'.repeat(1 << 20); for (;;) fs.writeSync(1, all);"));

  /// Returns the program of its build.
  String program() {
    return """
    const fs = require('fs');
    const run = (...argv) => {
      const {status} = require('child_process').spawnSync(argv[0], argv.slice(1), {stdio: 'inherit'});
      if (status !== 0) process.exit(status);
    };
    fs.mkdirSync('dist');
    fs.writeFileSync('dist/index.html', 'a good page');
    %s
    """
        .formatted(script);
  }

  @Override
  public String toString() {
    return name;
  }
}
