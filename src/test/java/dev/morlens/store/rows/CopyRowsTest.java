package dev.morlens.store.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.store.db.Transactions;
import dev.morlens.testing.Counts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of every length arrive whole, also where they lie over the border of two pieces or fill one alone. */
class CopyRowsTest {

    private record Row(long number, byte[] bytes, String text) {}

    @Test
    void rowsOfAllLengthsArriveAsTheyWere() {
        long seed = Counts.seed("CopyRowsTest");
        List<Row> rows = rows(new Random(seed));

        List<Row> arrived = Transactions.in(TestStores.database().writing(), "public", handle -> {
            handle.execute("create temporary table copied (number bigint, bytes bytea, words text) on commit drop");
            CopyRows copy = new CopyRows("copied", "number, bytes, words");
            rows.forEach(row ->
                    copy.int8(row.number()).add(row.bytes()).addText(row.text()).end());
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

    @Test
    void amountsOfAllSizesArriveToTheWei() {
        long seed = Counts.seed("CopyRowsTest");
        List<Wei> amounts = amounts(new Random(seed));

        List<String> arrived = Transactions.in(TestStores.database().writing(), "public", handle -> {
            handle.execute("create temporary table copied (number bigint, amount numeric(78)) on commit drop");
            CopyRows copy = new CopyRows("copied", "number, amount");
            for (int i = 0; i < amounts.size(); i++) {
                copy.int8(i).add(amounts.get(i)).end();
            }
            copy.send(handle.getConnection());
            return handle.createQuery("select amount::text from copied order by number")
                    .mapTo(String.class)
                    .list();
        });

        assertThat(arrived)
                .as("seed %d", seed)
                .isEqualTo(amounts.stream().map(Wei::toString).toList());
    }

    /** Around every power of ten and of two, where digits are carried, and at random. */
    private static List<Wei> amounts(Random random) {
        List<BigInteger> numbers = new ArrayList<>(List.of(BigInteger.ZERO));
        for (int power = 0; power < 78; power++) {
            numbers.add(BigInteger.TEN.pow(power));
            numbers.add(BigInteger.TEN.pow(power).subtract(BigInteger.ONE));
            numbers.add(BigInteger.TEN.pow(power).multiply(BigInteger.valueOf(1 + random.nextInt(9))));
        }
        for (int bits = 1; bits <= 256; bits++) {
            numbers.add(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
            numbers.add(new BigInteger(bits, random));
        }
        List<Wei> amounts = new ArrayList<>();
        numbers.forEach(number -> amounts.addAll(List.of(Wei.of(number), Wei.of(number.negate()))));
        return amounts;
    }

    @Test
    void everyKindOfValueArrivesAsItWasAndNothingAsNull() {
        Hash hash = new Hash(-1, 2, Long.MIN_VALUE, 4);
        Address address = new Address(-1, Long.MAX_VALUE, -3);
        List<String> arrived = Transactions.in(TestStores.database().writing(), "public", handle -> {
            handle.execute("create temporary table copied (a smallint, b integer, c bigint, d boolean, e boolean,"
                    + " f bytea, g bytea, h bytea, i text, j bigint) on commit drop");
            CopyRows copy = new CopyRows("copied", "a, b, c, d, e, f, g, h, i, j");
            copy.int2(-7)
                    .int4(1 << 30)
                    .int8(Long.MIN_VALUE)
                    .add(true)
                    .add(false)
                    .add(hash)
                    .add(address);
            copy.add(List.of(hash, hash)).addText("a\0b").add(Optional.<Long>empty(), CopyRows::int8);
            copy.end();
            copy.send(handle.getConnection());
            return handle.createQuery("select row(copied.*)::text from copied")
                    .mapTo(String.class)
                    .list();
        });

        String bytes = hash.toString().substring(2);
        assertThat(arrived)
                .containsExactly("(-7,1073741824,-9223372036854775808,t,f,\"\\\\x%s\",\"\\\\x%s\",\"\\\\x%s\",ab,)"
                        .formatted(bytes, address.toString().substring(2), bytes + bytes));
    }

    @Test
    void numbersTooLargeForTheirColumnAreRefusedAndNotCutShort() {
        assertThatThrownBy(() -> new CopyRows("copied", "number").int2(40_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smallint")
                .hasMessageContaining("40000");
    }
}
