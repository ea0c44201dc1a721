package org.passerelle.commands.hands;

import java.security.SecureRandom;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.InventedOrganisations;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

class InMemoryPlatformTest implements PlatformHandsContract {
    @Override
    public Stage stage() {
        var platform = new InMemoryPlatform();
        var random = new SecureRandom();
        var learner = new Target(InventedOrganisations.moodle(), SubjectId.random(random));
        var administrator = new Target(InventedOrganisations.moodle(), SubjectId.random(random));
        platform.account(administrator.subject()).administrator = true;
        platform.account(administrator.subject()).enrolments.put(CommandWorld.COURSE, "manual");
        platform.account(learner.subject()).enrolments.put(CommandWorld.COURSE, "manual");
        platform.account(learner.subject()).enrolments.put(new CourseId(8), "self");
        return new Stage() {
            @Override
            public PlatformHands hands() {
                return platform;
            }

            @Override
            public Target learner() {
                return learner;
            }

            @Override
            public Target administrator() {
                return administrator;
            }

            @Override
            public CourseId course() {
                return CommandWorld.COURSE;
            }

            @Override
            public CourseId selfEnrolled() {
                return new CourseId(8);
            }

            @Override
            public boolean administratorIsEnrolled() {
                return platform.account(administrator.subject())
                        .enrolments
                        .containsKey(CommandWorld.COURSE);
            }

            @Override
            public int writes() {
                return platform.writes.size();
            }

            @Override
            public void runCron() {
                platform.runCron();
            }
        };
    }
}
