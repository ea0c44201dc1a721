package org.passerelle.simulator.functions;

import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.simulator.site.Family;

/**
 * An error as Moodle's web services answer it, with HTTP 200. It never leaves the simulator as an
 * exception: it becomes a body, spelt as the family spells it.
 */
public final class WsFault extends PermanentFailure {
    private static final String RECORD = "dml_missing_record_exception";

    private final String exception;
    private final String errorcode;
    private final String words;

    private WsFault(String exception, String errorcode, String words) {
        super("the simulated Moodle answers " + errorcode, null);
        this.exception = exception;
        this.errorcode = errorcode;
        this.words = words;
    }

    public String errorcode() {
        return errorcode;
    }

    public String words() {
        return words;
    }

    /** The class name in the answer; database and access exceptions never got the namespace. */
    public String exception(Family family) {
        boolean bare = exception.startsWith("dml_") || exception.startsWith("webservice_");
        return family.namespaced() && !bare ? "core\\exception\\" + exception : exception;
    }

    public void write(JsonOut out, Family family, boolean debug) {
        boolean oldSpelling = debug && errorcode.equals("invalidrecordunknown");
        out.object().field("exception", exception(family));
        out.field("errorcode", oldSpelling ? "invalidrecord" : errorcode).field("message", words);
        if (debug) {
            out.field("debuginfo", "simulated: " + errorcode);
        }
        out.endObject();
    }

    public static WsFault moodle(String errorcode, String words) {
        return new WsFault("moodle_exception", errorcode, words);
    }

    public static WsFault invalidParameter() {
        return new WsFault(
                "invalid_parameter_exception",
                "invalidparameter",
                "Invalid parameter value detected");
    }

    public static WsFault access() {
        return new WsFault(
                "webservice_access_exception", "accessexception", "Access control exception");
    }

    public static WsFault invalidToken() {
        return moodle("invalidtoken", "Invalid token - token not found");
    }

    public static WsFault maintenance() {
        return moodle(
                "sitemaintenance",
                "The site is undergoing maintenance and is currently not available");
    }

    public static WsFault coding(String words) {
        return new WsFault(
                "coding_exception",
                "codingerror",
                "Coding error detected, it must be fixed by a programmer: " + words);
    }

    public static WsFault noPermission(String what) {
        return new WsFault(
                "required_capability_exception",
                "nopermissions",
                "Sorry, but you do not currently have permissions to do that (" + what + ").");
    }

    public static WsFault requireLogin() {
        return new WsFault(
                "require_login_exception",
                "requireloginerror",
                "Course or activity not accessible.");
    }

    public static WsFault courseNotValid(long course, String why) {
        return moodle(
                "errorcoursecontextnotvalid",
                "You cannot execute functions in the course context (course id:"
                        + course
                        + "). The context error message was: "
                        + why);
    }

    /** The database did not answer; it may the next time. */
    public static WsFault databaseRead() {
        return new WsFault("dml_read_exception", "dmlreadexception", "Error reading from database");
    }

    /** A course, function or request that does not exist. */
    public static WsFault noRecord(Family family, String table) {
        return family == Family.V5_1
                ? noRecordOf51()
                : new WsFault(
                        RECORD,
                        "invalidrecord",
                        "Can't find data record in database table " + table + ".");
    }

    public static WsFault noUser(Family family) {
        return family == Family.V5_1
                ? noRecordOf51()
                : new WsFault(RECORD, "invaliduser", "Invalid user");
    }

    public static WsFault deletedUser() {
        return moodle("userdeleted", "error/userdeleted");
    }

    private static WsFault noRecordOf51() {
        return new WsFault(RECORD, "invalidrecordunknown", "Can't find data record in database.");
    }
}
