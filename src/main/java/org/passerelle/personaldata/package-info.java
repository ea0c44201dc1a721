/**
 * The words every other package speaks: who, what kind of datum, which platform. It knows no rule,
 * no store and no platform. Start with {@link org.passerelle.personaldata.SubjectId}.
 */
@NullMarked
package org.passerelle.personaldata;

import org.jspecify.annotations.NullMarked;
