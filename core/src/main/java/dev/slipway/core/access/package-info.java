/// Who may see what a host serves: what projects ask for, and what a static server needs to know to
/// decide it without asking anybody.
@NullMarked
package dev.slipway.core.access;

import org.jspecify.annotations.NullMarked;
