/// Gets the exact commit of a repository onto this machine, and nothing else of it.
///
/// There is never a working tree on the host: a commit is fetched into a bare repository and its
/// files are read from the object database. Whatever is in a repository is taken for hostile. This
/// package and those in it are the only ones that know Git.
@NullMarked
package dev.slipway.runner.checkout;

import org.jspecify.annotations.NullMarked;
