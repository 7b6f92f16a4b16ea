/// What keeps things and passes word of them: the database, the folders of artifacts and logs,
/// Redis, encryption at rest.
///
/// The ports are in `core`. Each package here is one way to keep things: `database` is the way to
/// SQL and the only one that knows Helidon's DB Client, `tables` the ports that are kept in SQL,
/// `folder` those that are kept in files, `secret` what encrypts. `redis` passes word between
/// machines and `local` within the process.
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
