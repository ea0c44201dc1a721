package org.passerelle.learning;

/** One record of an answer with what it is recognised and compared by. */
record ReadRecord(HexKey key, HexKey content, LearningRecord record) {}
