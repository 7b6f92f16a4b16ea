/// What the processes have in common that serve until they are told to end.
@NullMarked
package dev.slipway.process.service;

import org.jspecify.annotations.NullMarked;
