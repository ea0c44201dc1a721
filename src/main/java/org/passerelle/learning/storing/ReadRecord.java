package org.passerelle.learning.storing;

import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.records.HexKey;

/** One record of an answer with what it is recognised and compared by. */
record ReadRecord(HexKey key, HexKey content, LearningRecord record) {}
