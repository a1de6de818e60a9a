package dev.morlens.store.embedded;

/** How to log in to a PostgreSQL server. Prints itself without the password. */
public record ServerLogin(String url, String user, String password) {

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
