package dev.morlens.bench;

import dev.morlens.store.embedded.ServerLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database server was asked, as its own log has it. */
public record StatementLog(ServerLogin server, Path log) {

    private static final Pattern LINE =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)\\] LOG:\\s+(?:execute [^:]+|statement): (.*)$");

    /** @param statements in order, without the words that begin and end it */
    public record Transaction(List<String> statements) {

        public int queries() {
            return (int) statements.stream()
                    .filter(statement -> statement.startsWith("select") || statement.startsWith("with"))
                    .count();
        }
    }

    /** Transactions from now on that have a statement with these words. */
    public Counting begin(String words) throws IOException {
        alter("alter system set log_statement = 'all'");
        return new Counting(words, Files.size(log));
    }

    public final class Counting implements AutoCloseable {

        private final String words;
        private final long from;

        private Counting(String words, long from) {
            this.words = words;
            this.from = from;
        }

        public List<Transaction> transactions() throws IOException {
            byte[] all = Files.readAllBytes(log);
            String text = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
            return read(text).stream()
                    .filter(one -> one.statements().stream().anyMatch(statement -> statement.contains(words)))
                    .toList();
        }

        @Override
        public void close() {
            alter("alter system reset log_statement");
        }
    }

    private static List<Transaction> read(String text) {
        List<Transaction> ended = new ArrayList<>();
        Map<String, List<String>> open = new HashMap<>();
        // Further lines of a statement are indented.
        for (String line : text.replace("\n\t", " ").split("\n")) {
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                List<String> statements = open.computeIfAbsent(match.group(1), session -> new ArrayList<>());
                switch (match.group(2)) {
                    case "BEGIN", "BEGIN READ ONLY" -> statements.clear();
                    case "COMMIT" -> ended.add(new Transaction(List.copyOf(statements)));
                    default -> statements.add(match.group(2));
                }
            }
        }
        return ended;
    }

    private void alter(String setting) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(setting);
            statement.execute("select pg_reload_conf(), pg_sleep(0.3)");
        } catch (SQLException e) {
            throw new IllegalStateException(setting, e);
        }
    }
}
