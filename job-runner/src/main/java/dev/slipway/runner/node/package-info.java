/// One node, which many runners share: how many jobs it does at a time, what must be free before
/// one starts, and what is looked after when runners die.
@NullMarked
package dev.slipway.runner.node;

import org.jspecify.annotations.NullMarked;
