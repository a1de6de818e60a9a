package dev.morlens.testing.fuzz;

import dev.morlens.testing.server.RawHttp;
import dev.morlens.testing.server.RawHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request, as it is sent. */
public record Question(String method, String target, List<String> headers, String body) {

    public Answer ask(int port) throws IOException {
        try (RawHttp http = RawHttp.connect(port, "127.0.0.1")) {
            StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            headers.forEach(header -> text.append(header).append("\r\n"));
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            if (length > 0) {
                text.append("Content-Length: ").append(length).append("\r\n");
            }
            http.send(text.append("Connection: close\r\n\r\n").append(body).toString());
            return http.answer(method.equals("HEAD"));
        }
    }

    /** What is no URI is refused by the server's library, before anything of ours is asked. */
    public boolean isHttp() {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public String path() {
        return target.split("[?]", 2)[0];
    }
}
