/// Encryption at rest: what keeps a secret that is stored from whoever reads the database.
@NullMarked
package dev.slipway.store.secret;

import org.jspecify.annotations.NullMarked;
