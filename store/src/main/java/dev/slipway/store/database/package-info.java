/// The way to a database: connections, statements, transactions. Knows no table.
///
/// The only package that knows Helidon's DB Client and JDBC; [dev.slipway.store.database.Db] is the
/// wrapper that keeps the client from leaking connections.
@NullMarked
package dev.slipway.store.database;

import org.jspecify.annotations.NullMarked;
