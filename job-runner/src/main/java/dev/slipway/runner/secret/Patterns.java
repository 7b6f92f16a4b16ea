package dev.slipway.runner.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;

/// Finds all of many patterns in bytes, in one pass: the automaton of Aho and Corasick. Immutable
/// and thread-safe.
/* The nodes are the prefixes of all patterns, numbered from the root, 0. A node's children are a
 * list through `sibling`, for which nearly all nodes have one entry; only the root has a table. So a
 * byte of a pattern costs 21 bytes of memory, and the time for a text is linear in its length: each
 * step down is paid for by a byte, each step back along `suffix` by a step down before it.
 *
 * `suffix` of a node is the longest other prefix that the node's text ends with; `match` is the
 * length of the longest whole pattern that it ends with, 0 if there is none. Of a long pattern a
 * beginning counts as well: of a key that a program cuts off, what is left is still secret. So a
 * node whose text is long enough, and not itself whole, matches with all of its length.
 */
final class Patterns {

  private static final int ROOT = 0;
  private static final int NONE = -1;
  private static final int BYTES = 256;

  private final int beginning;
  private final int[] roots = new int[BYTES];
  private int nodes = 1;
  private byte[] label = new byte[BYTES];
  private int[] child = new int[BYTES];
  private int[] sibling = new int[BYTES];
  private int[] suffix = new int[BYTES];
  private int[] depth = new int[BYTES];
  private int[] match = new int[BYTES];

  /// @param patterns none of them empty
  /// @param beginning of how many bytes on the beginning of a pattern is found too
  Patterns(Collection<byte[]> patterns, int beginning) {
    this.beginning = beginning;
    child[ROOT] = NONE;
    patterns.forEach(this::add);
    link();
  }

  /// Returns the state in which nothing has been read.
  static int start() {
    return ROOT;
  }

  /// Returns the state after `value` was read in `state`.
  int next(int state, byte value) {
    int from = state;
    int to = childOf(from, value);
    while (to == NONE && from != ROOT) {
      from = suffix[from];
      to = childOf(from, value);
    }
    return to == NONE ? ROOT : to;
  }

  /// Returns how many of the bytes that were last read are one match, the longest; 0 if none are.
  int match(int state) {
    return match[state];
  }

  /// Returns how many of the bytes that were last read a pattern begins with.
  int begun(int state) {
    return depth[state];
  }

  private int childOf(int node, byte value) {
    if (node == ROOT) {
      int found = roots[value & 0xFF];
      return found == ROOT ? NONE : found;
    }
    int found = child[node];
    while (found != NONE && label[found] != value) {
      found = sibling[found];
    }
    return found;
  }

  private void add(byte[] pattern) {
    int node = ROOT;
    for (byte value : pattern) {
      int next = childOf(node, value);
      node = next == NONE ? grow(node, value) : next;
    }
    match[node] = pattern.length;
  }

  private int grow(int parent, byte value) {
    if (nodes == label.length) {
      enlarge(nodes * 2);
    }
    int node = nodes++;
    label[node] = value;
    depth[node] = depth[parent] + 1;
    child[node] = NONE;
    if (parent == ROOT) {
      roots[value & 0xFF] = node;
    } else {
      sibling[node] = child[parent];
      child[parent] = node;
    }
    return node;
  }

  private void enlarge(int size) {
    label = Arrays.copyOf(label, size);
    child = Arrays.copyOf(child, size);
    sibling = Arrays.copyOf(sibling, size);
    suffix = Arrays.copyOf(suffix, size);
    depth = Arrays.copyOf(depth, size);
    match = Arrays.copyOf(match, size);
  }

  /// Links every node to its suffix, the short ones first: a suffix is shorter.
  private void link() {
    var waiting = new ArrayDeque<Integer>();
    for (int node : roots) {
      if (node != ROOT) {
        waiting.add(node);
      }
    }
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      match[node] = Math.max(longEnough(node), Math.max(match[node], match[suffix[node]]));
      for (int next = child[node]; next != NONE; next = sibling[next]) {
        suffix[next] = next(suffix[node], label[next]);
        waiting.add(next);
      }
    }
  }

  private int longEnough(int node) {
    return depth[node] >= beginning ? depth[node] : 0;
  }
}
