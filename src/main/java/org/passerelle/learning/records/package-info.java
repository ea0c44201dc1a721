/**
 * What is kept of learners, each table read and written in one place: their records, the roles they
 * were seen in, the pseudonyms that stand for them, and the lock under which all of it changes. It
 * must not know that anything is polled. Start with {@link
 * org.passerelle.learning.records.JdbcSubjectDirectory}, then {@link
 * org.passerelle.learning.records.JdbcLearningRecords}.
 */
@NullMarked
package org.passerelle.learning.records;

import org.jspecify.annotations.NullMarked;
