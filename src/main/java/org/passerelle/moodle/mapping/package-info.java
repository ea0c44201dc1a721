/**
 * What Moodle's answers mean, as the files of {@code moodle-webservice-mapping} say it: reading
 * those files, reading answers by them row by row, and exchanging Moodle's user ids for pseudonyms.
 * A mapping knows no Moodle version: a field has one path, and what only some versions send is
 * dropped by name. It must not know faults of the network nor what happens to a record later. Start
 * with {@link org.passerelle.moodle.mapping.Mapping} and {@link
 * org.passerelle.moodle.mapping.MoodleReader}.
 */
@NullMarked
package org.passerelle.moodle.mapping;

import org.jspecify.annotations.NullMarked;
