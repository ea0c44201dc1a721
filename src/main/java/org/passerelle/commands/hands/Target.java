package org.passerelle.commands.hands;

import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/** Whose account, where. The platform's own user id is known to the platform side only. */
public record Target(Platform platform, SubjectId subject) {}
