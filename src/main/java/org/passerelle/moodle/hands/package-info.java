/**
 * The executor's hands on a Moodle: suspend, lift, unenrol, rectify, erase, each reading the real
 * state first. It knows Moodle's functions and traps, and no rule of ours. Start with {@link
 * org.passerelle.moodle.hands.MoodleHands}.
 */
@NullMarked
package org.passerelle.moodle.hands;

import org.jspecify.annotations.NullMarked;
