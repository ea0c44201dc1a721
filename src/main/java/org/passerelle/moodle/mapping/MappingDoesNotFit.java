package org.passerelle.moodle.mapping;

import org.passerelle.personaldata.PermanentFailure;

/** The answer does not have the shape that the mapping file expects: its rows cannot be found. */
public final class MappingDoesNotFit extends PermanentFailure {
    private static final long serialVersionUID = 1L;

    MappingDoesNotFit(Mapping mapping, String what) {
        super(
                "mapping "
                        + mapping.kind()
                        + ": "
                        + what
                        + ", expected rows at "
                        + mapping.read().items()
                        + "; see "
                        + mapping.file()
                        + "; try: passerelle mapping try "
                        + mapping.kind()
                        + " --answer FILE",
                null);
    }
}
