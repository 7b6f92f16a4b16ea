/// The ports of `core` that are kept in the tables of the database: what is true.
///
/// A class called after a port implements it and decides; a `…Table` holds the SQL of one table and
/// the mapper of its rows. The SQL runs the same on H2 and PostgreSQL.
///
/// Who locks rows does so in this order, so that no two transactions wait for each other: project,
/// job, deployment, host.
@NullMarked
package dev.slipway.store.tables;

import org.jspecify.annotations.NullMarked;
