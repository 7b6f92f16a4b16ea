/// What may be cleaned away, and what may never be: a policy, the facts, and the plan that follows
/// from both. Knows no database and no disk; who cleans is a [dev.slipway.core.retention.Cleaner].
@NullMarked
package dev.slipway.core.retention;

import org.jspecify.annotations.NullMarked;
