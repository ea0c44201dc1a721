package org.passerelle.app.backing;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.settings.Secret;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.custody.backup.BackupKind;

/** The data database and the keys database, embedded or of your own. */
public record Stores(Database data, Database keys) {

    /**
     * @throws SettingsProblem when an external store is half described
     * @throws ExternalPartProblem when it does not let us in
     */
    public static Stores open(Settings settings, Optional<Access> embedded) {
        var store = settings.store();
        var dataAt = embedded.map(Stores::dataAt).orElseGet(() -> dataAt(settings));
        var keysAt = embedded.map(Stores::keysAt).orElseGet(() -> keysAt(settings));
        var data = dataAt.patient(store).open("db/migration", store.maxConnections());
        try {
            return new Stores(
                    data, keysAt.patient(store).open("db/keys", settings.keys().maxConnections()));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** One of the two as it is, to load a backup into it. */
    public static Database openForLoading(
            BackupKind kind, Settings settings, Optional<Access> embedded) {
        return switch (kind) {
            case DATA ->
                    embedded.map(Stores::dataAt)
                            .orElseGet(() -> dataAt(settings))
                            .openUnmigrated("db/migration");
            case KEYS ->
                    embedded.map(Stores::keysAt)
                            .orElseGet(() -> keysAt(settings))
                            .openUnmigrated("db/keys");
        };
    }

    /** Whether both answer; waits a few seconds at most. */
    public boolean answer() {
        return data.answers() && keys.answers();
    }

    private record At(String setting, String url, String user, Secret password) {
        At patient(Settings.Store store) {
            return new At(setting, Stores.patient(url, store), user, password);
        }

        Database open(String migrations, int connections) {
            try {
                return Database.open(url, user, password.value(), migrations, connections);
            } catch (PoolInitializationException e) {
                throw ExternalPartProblem.database(setting, e);
            }
        }

        Database openUnmigrated(String migrations) {
            try {
                return Database.openUnmigrated(url, user, password.value(), migrations);
            } catch (PoolInitializationException e) {
                throw ExternalPartProblem.database(setting, e);
            }
        }

        @Override
        public String toString() {
            return "database as " + user;
        }
    }

    private static At dataAt(Access access) {
        return new At(
                "store.url",
                local(access, Access.DATA),
                Access.DATA,
                new Secret(access.dataPassword()));
    }

    private static At keysAt(Access access) {
        return new At(
                "keys.url",
                local(access, Access.KEYS),
                Access.KEYS,
                new Secret(access.keysPassword()));
    }

    /** A server, or the network before it, that hangs without a word costs a moment only. */
    static String patient(String url, Settings.Store store) {
        var silence = store.longestSilence();
        return url
                + (url.contains("?") ? "&" : "?")
                + "connectTimeout="
                + store.connectTimeout().toMillis()
                + "&socketTimeout="
                + silence.toMillis()
                + "&sessionVariables=idle_transaction_timeout="
                + Math.max(1, silence.toSeconds());
    }

    /** No TLS on loopback, where nobody listens in. */
    private static String local(Access access, String database) {
        return "jdbc:mariadb://127.0.0.1:" + access.port() + "/" + database + "?sslMode=disable";
    }

    private static At dataAt(Settings settings) {
        var store = settings.store();
        return new At(
                "store.url",
                protectedUrl(settings, store.url().orElseThrow()),
                store.user(),
                store.password().orElse(new Secret("")));
    }

    private static At keysAt(Settings settings) {
        var keys = settings.keys();
        var missing = new ArrayList<String>();
        if (keys.url().isEmpty()) {
            missing.add(
                    "setting keys.url is empty while store.url is set; expected the JDBC URL of the"
                            + " keys' own database, with an account of its own");
        }
        if (keys.url().isPresent() && keys.url().equals(settings.store().url())) {
            missing.add(
                    "setting keys.url equals store.url; expected another database: keys never lie"
                            + " in the backup of the data they open");
        }
        if (!missing.isEmpty()) {
            throw new SettingsProblem(List.copyOf(missing));
        }
        return new At(
                "keys.url",
                protectedUrl(settings, keys.url().orElseThrow()),
                keys.user(),
                keys.password().orElse(new Secret("")));
    }

    private static String protectedUrl(Settings settings, String url) {
        var store = settings.store();
        return url
                + (url.contains("?") ? "&" : "?")
                + "sslMode="
                + store.tls().key()
                + store.tlsCertificateFile().map(file -> "&serverSslCert=" + file).orElse("");
    }
}
