/**
 * Whose site answers, and how many requests it is asked at once. A run that meets another site than
 * before is held: user ids of another site would be taken for our learners. It must not know what
 * is read. Start with {@link org.passerelle.learning.sites.SiteWatch}.
 */
@NullMarked
package org.passerelle.learning.sites;

import org.jspecify.annotations.NullMarked;
