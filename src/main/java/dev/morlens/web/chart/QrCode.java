package dev.morlens.web.chart;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Optional;

/**
 * A QR code as one path of an SVG.
 *
 * @param size modules along an edge, with the quiet zone
 * @param path a horizontal run of dark modules each
 */
public record QrCode(int size, String path) {

    /** The standard asks for four light modules around. */
    private static final int QUIET = 4;

    /** More makes a code that telephones cannot read from a screen. */
    private static final int LONGEST = 400;

    public static Optional<QrCode> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            return Optional.of(new QrCode(modules.getWidth() + 2 * QUIET, path(modules)));
        } catch (WriterException e) {
            return Optional.empty();
        }
    }

    private static String path(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(from + QUIET, y + QUIET, x - from, x - from));
                }
                x++;
            }
        }
        return path.toString();
    }
}
