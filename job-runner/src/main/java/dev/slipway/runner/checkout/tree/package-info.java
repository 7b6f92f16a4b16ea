/// The files of one commit, read from the object database: what may be in a tree, and handing it
/// on.
///
/// Nothing of a tree ever becomes a path of this machine.
@NullMarked
package dev.slipway.runner.checkout.tree;

import org.jspecify.annotations.NullMarked;
