/// The pages of ours that a visitor sees where there is no file to show: each says what is the case
/// and what to do, and needs nothing but itself.
@NullMarked
package dev.slipway.serving.page;

import org.jspecify.annotations.NullMarked;
