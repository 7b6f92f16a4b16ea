/// Matches a site's rules: [RuleBook] is what an open artifact answers with.
///
/// Belongs here: finding the rules that match, and filling in what they say. Does not belong here:
/// where rules come from, and what is done with an answer.
@NullMarked
package dev.slipway.artifact.rules.match;

import org.jspecify.annotations.NullMarked;
