/// The ports of `core` that pass word and bytes between machines, on streams of Redis. The only
/// package that knows Jedis.
///
/// Redis makes things fast and is never the only place where something is: it may be away, lose
/// everything or come back with what it knew yesterday. No port throws because of that, and none
/// makes its caller wait for longer than about a second.
@NullMarked
package dev.slipway.store.redis;

import org.jspecify.annotations.NullMarked;
