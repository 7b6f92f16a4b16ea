/// What keeps things: the database, the folders of artifacts and logs, encryption at rest.
///
/// The only part that knows Helidon's DB Client, and SQL. The ports are in `core`.
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
