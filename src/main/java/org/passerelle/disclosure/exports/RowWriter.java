package org.passerelle.disclosure.exports;

import java.io.IOException;
import java.util.List;
import org.passerelle.personaldata.FieldName;

/** Writes rows one after the other and holds none back for long. */
public interface RowWriter {
    /** Once, first. */
    void begin(List<FieldName> columns) throws IOException;

    void row(ExportRow row) throws IOException;

    /** Once, last. */
    void end() throws IOException;
}
