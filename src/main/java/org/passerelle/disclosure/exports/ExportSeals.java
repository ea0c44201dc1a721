package org.passerelle.disclosure.exports;

import java.util.HexFormat;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SigningKey;
import org.passerelle.personaldata.SubjectId;

/** The keys of exports: for references, for hashed values, for receipts. */
public record ExportSeals(MasterKey master, SigningKey receipts) {
    /**
     * How one recipient names a person: the same in each of its exports and in notices, another for
     * every other recipient. The pseudonym itself never leaves (requirements 1.5).
     */
    public static String reference(MasterKey master, long recipient, SubjectId subject) {
        return HexFormat.of()
                .formatHex(
                        master.shortHash(
                                "recipient-reference",
                                Long.toString(recipient),
                                subject.toString()));
    }

    @Override
    public String toString() {
        return "seals of exports";
    }
}
