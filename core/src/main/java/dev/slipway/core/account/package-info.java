/// Who owns projects, and the tokens by which its people and programs are known.
@NullMarked
package dev.slipway.core.account;

import org.jspecify.annotations.NullMarked;
