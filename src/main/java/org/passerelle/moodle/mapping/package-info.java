/**
 * What Moodle's answers mean, as the files of {@code moodle-webservice-mapping} say it: reading
 * those files, reading answers by them row by row, and exchanging Moodle's user ids for pseudonyms.
 * It must not know faults of the network nor what happens to a record later. Start with {@link
 * org.passerelle.moodle.mapping.Mapping} and {@link org.passerelle.moodle.mapping.MoodleReader}.
 */
@NullMarked
package org.passerelle.moodle.mapping;

import org.jspecify.annotations.NullMarked;
