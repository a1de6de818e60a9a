package dev.morlens.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Hex;
import dev.morlens.testing.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of every length arrive whole, also where they lie over the border of two pieces or fill one alone. */
class CopyTextTest {

    private record Row(long number, byte[] bytes, String text) {}

    @Test
    void rowsOfAllLengthsArriveAsTheyWere() {
        long seed = Counts.seed("CopyTextTest");
        List<Row> rows = rows(new Random(seed));

        List<Row> arrived = Transactions.in(TestStores.database().writing(), "public", handle -> {
            handle.execute("create temporary table copied (number bigint, bytes bytea, words text) on commit drop");
            CopyText copy = new CopyText("copied", "number, bytes, words");
            rows.forEach(row ->
                    copy.add(row.number()).add(row.bytes()).addText(row.text()).end());
            copy.send(handle.getConnection());
            return handle.createQuery("select * from copied order by number")
                    .map((row, context) -> new Row(row.getLong(1), row.getBytes(2), row.getString(3)))
                    .list();
        });

        assertThat(arrived).as("seed %d", seed).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(Hex.of(arrived.get(i).bytes()))
                    .as("row %d, seed %d", i, seed)
                    .isEqualTo(Hex.of(rows.get(i).bytes()));
            assertThat(arrived.get(i).text()).isEqualTo(rows.get(i).text());
        }
    }

    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            byte[] bytes = new byte[random.nextInt(i % 50 == 0 ? 300_000 : 700)];
            random.nextBytes(bytes);
            rows.add(new Row(i, bytes, "tab\t, line\n, \\ and ü ".repeat(random.nextInt(8))));
        }
        return rows;
    }
}
