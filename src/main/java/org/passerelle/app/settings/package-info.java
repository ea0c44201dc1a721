/**
 * Every setting with its type and default, where it is read from, and what has to fit together
 * before anything starts: what separate roles must share, and where parts elsewhere may be. It
 * knows no other part of {@code app}. Start with {@link org.passerelle.app.settings.Settings}; an
 * option of the command line is in {@link org.passerelle.app.settings.SettingOptions}.
 */
@NullMarked
package org.passerelle.app.settings;

import org.jspecify.annotations.NullMarked;
