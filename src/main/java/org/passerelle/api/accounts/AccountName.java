package org.passerelle.api.accounts;

/** The name of an account: one per person or program, {@code lea.martin} or {@code crm}. */
public record AccountName(String value) implements Comparable<AccountName> {
    /** The account of the command line on this machine; its token lies in the data folder. */
    public static final AccountName LOCAL = new AccountName("local-cli");

    /** The account that the first start makes. */
    public static final AccountName FIRST = new AccountName("administrator");

    public AccountName {
        if (!value.matches("[a-z][a-z0-9.-]{1,63}")) {
            throw new AccountProblem(
                    "an account name is 2 to 64 lower-case letters, digits, dots and hyphens, and"
                            + " begins with a letter");
        }
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
