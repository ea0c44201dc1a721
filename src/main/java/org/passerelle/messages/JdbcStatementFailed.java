package org.passerelle.messages;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/**
 * A statement that goes past JDBI failed. Of the family of what JDBI throws, so that a store that
 * is away, or gave a transaction up, is recognised as such. The message quotes neither the
 * statement nor a value.
 */
public final class JdbcStatementFailed extends JdbiException {
    private static final long serialVersionUID = 1;

    public JdbcStatementFailed(SQLException cause) {
        super("a statement over many rows failed with SQL state " + cause.getSQLState(), cause);
    }
}
