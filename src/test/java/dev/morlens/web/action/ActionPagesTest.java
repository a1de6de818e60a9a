package dev.morlens.web.action;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.web.chart.QrCode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What brings MOR back, as a page and as JSON, over a scene with no node to ask. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class ActionPagesTest {

    private static final String API = "/api/v1/local/addresses/" + Cast.ANN;

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
    }

    @Test
    void claimHasEveryFormThatWalletsTake() {
        given().get(API + "/claim")
                .then()
                .statusCode(200)
                .body("kind", equalTo("claim-holds"))
                .body("function", equalTo("withdrawUserStakes"))
                .body("who", contains("user", "delegate"))
                .body("calls[0].data", startsWith("0xa98a7c6b"))
                .body("calls[0].value", equalTo("0"))
                .body("calls[0].chainId", equalTo(31337))
                .body("calls[0].iterations", equalTo(255))
                .body("calls[0].expectedAmount", equalTo("319999000000000000000"))
                .body("calls[0].link", startsWith("ethereum:0x"))
                .body("calls[0].explorer", startsWith("https://explorer.example/address/0x"))
                .body("calls[0].explorer", endsWith("?tab=read_write_proxy#0xa98a7c6b"))
                .body("cast", startsWith("cast send 0x"))
                .body("safe.transactions[0].data", startsWith("0xa98a7c6b"))
                .body("dryRun", nullValue())
                .body("asOf.source", equalTo("index"))
                .body("verification.status", equalTo("unchecked"));
    }

    @Test
    void aDelegatesCallsPayTheOwnerAndAreNotKnownToWorkWhereNoNodeTells() {
        given().get(API + "/actions?sender=" + Cast.NOBODY)
                .then()
                .statusCode(200)
                .body("items.from", everyItem(equalTo(Cast.NOBODY.checksummed())))
                .body("items.paidTo", everyItem(equalTo(Cast.ANN.checksummed())))
                .body("items.outlook", everyItem(equalTo("not-known")))
                .body("items[0].notTried", containsString("whether the sender has the owner's right to it"));
        given().get(API + "/claim")
                .then()
                .body("from", equalTo(Cast.ANN.checksummed()))
                .body("paidTo", equalTo(Cast.ANN.checksummed()));
    }

    @Test
    void aSenderThatIsNoAddressIsRefusedWithWhatWasExpected() {
        for (String route : List.of("/actions", "/claim")) {
            given().get(API + route + "?sender=0x12")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("40 hexadecimal digits"));
        }
    }

    @Test
    void nothingOnHoldIsSaidInsteadOfACall() {
        given().get("/api/v1/local/addresses/" + Cast.NOBODY + "/claim")
                .then()
                .statusCode(200)
                .body("calls.size()", equalTo(0))
                .body("needs", equalTo("Nothing is on hold."))
                .body("safe", nullValue());
        given().get("/api/v1/local/addresses/" + Cast.NOBODY + "/actions")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void actionsComeWithWhatTheyNeed() {
        given().get(API + "/actions")
                .then()
                .statusCode(200)
                .body("verification.status", equalTo("unchecked"))
                .body("items[0].verification", nullValue())
                .body("items.kind", contains("claim-holds", "close-session", "close-session", "deregister-provider"))
                .body("items.outlook", contains("not-known", "not-known", "takes-more", "not-known"))
                .body("items[0].notTried", containsString("no node could be asked just now (none answered, the budget"))
                .body("items[0].expectedError", nullValue())
                .body("items[0].outlookBlock", nullValue())
                .body("items[1].subject", equalTo(cast.overdue().toString()))
                .body("items[2].calls.size()", equalTo(0))
                .body("items[2].needs", startsWith("A receipt of the last ten minutes"));
    }

    @Test
    void pageShowsThemWithNothingInline() {
        String page = given().get("/local/address/" + Cast.ANN + "/actions")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains(
                        "Claim what is released",
                        "Close a session",
                        "cast send 0x",
                        "ethereum:0x",
                        "?tab=read_write_proxy#")
                .doesNotContain("style=")
                .doesNotContain("NOT_FOUND");
    }

    /** Draws the path as a browser would and reads it as a telephone would. */
    @Test
    void qrCodeReadsAsItsText() throws ReaderException {
        String link = "ethereum:0x6aBE1d282f72B474E54527D93b979A4f64d3030a@8453/withdrawUserStakes?uint8=255";
        QrCode code = QrCode.of(link).orElseThrow();
        int scale = 4;
        int edge = code.size() * scale;
        int[] pixels = new int[edge * edge];
        Arrays.fill(pixels, 0xffffff);
        Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z")
                .matcher(code.path())
                .results()
                .forEach(run -> draw(run, pixels, edge, scale));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(edge, edge, pixels)));

        var read = new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true));
        assertThat(read.getText()).isEqualTo(link);
        assertThat(read.getBarcodeFormat()).isEqualTo(BarcodeFormat.QR_CODE);
        assertThat(QrCode.of("x".repeat(401))).isEmpty();
    }

    private static void draw(MatchResult run, int[] pixels, int edge, int scale) {
        int x = Integer.parseInt(run.group(1)) * scale;
        int y = Integer.parseInt(run.group(2)) * scale;
        int width = Integer.parseInt(run.group(3)) * scale;
        for (int row = y; row < y + scale; row++) {
            Arrays.fill(pixels, row * edge + x, row * edge + x + width, 0);
        }
    }
}
