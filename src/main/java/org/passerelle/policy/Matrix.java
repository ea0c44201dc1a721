package org.passerelle.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The field matrix of a pack; remembers which rows speak to whom, since that is asked often. */
public final class Matrix {
    private final List<MatrixRow> rows;
    private final Map<Pair, List<MatrixRow>> speaking = new ConcurrentHashMap<>();

    private record Pair(PurposeKey purpose, RoleKey role) {}

    public Matrix(List<MatrixRow> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<MatrixRow> rows() {
        return rows;
    }

    /** In the order of the file. Ask for purposes and recipients of the pack only. */
    List<MatrixRow> rowsFor(PurposeKey purpose, RoleKey role) {
        var pair = new Pair(purpose, role);
        var known = speaking.get(pair);
        return known == null ? speaking.computeIfAbsent(pair, this::found) : known;
    }

    private List<MatrixRow> found(Pair pair) {
        return rows.stream()
                .filter(row -> row.speaksFor(pair.purpose()))
                .filter(row -> row.speaksTo(pair.role()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix && rows.equals(matrix.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return rows.size() + " rows";
    }
}
