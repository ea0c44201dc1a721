package org.passerelle.journal.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The Merkle root of hashes that come one by one; keeps one subtree per bit of their number.
 *
 * <p>Leaves and nodes are hashed with different first bytes, so that no node passes for a leaf (as
 * in RFC 6962).
 */
final class MerkleRoot {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final Deque<ChainHash> subtrees = new ArrayDeque<>();
    private final AtomicLong count = new AtomicLong();

    void add(ChainHash entry) {
        var tree = ChainHash.digest(LEAF, entry.bytes());
        for (long rest = count.getAndIncrement(); (rest & 1) == 1; rest >>= 1) {
            tree = node(subtrees.pop(), tree);
        }
        subtrees.push(tree);
    }

    long count() {
        return count.get();
    }

    /** Of what came so far; of nothing it is {@link ChainHash#NONE}. */
    ChainHash root() {
        var root = ChainHash.NONE;
        boolean first = true;
        for (ChainHash subtree : subtrees) {
            root = first ? subtree : node(subtree, root);
            first = false;
        }
        return root;
    }

    private static ChainHash node(ChainHash left, ChainHash right) {
        return ChainHash.digest(NODE, left.bytes(), right.bytes());
    }
}
