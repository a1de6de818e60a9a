package dev.morlens.web.part;

import dev.morlens.protocol.Network;
import java.net.URI;
import java.util.Optional;

/** Links to a network's block explorer, where it has one. Only ever linked to, never fetched. */
public record Explorer(Optional<URI> base) {

    public static Explorer of(Network network) {
        return new Explorer(network.explorer());
    }

    public String tx(String hash) {
        return link("/tx/", hash);
    }

    public String address(String address) {
        return link("/address/", address);
    }

    public String block(String number) {
        return link("/block/", number);
    }

    public boolean exists() {
        return base.isPresent();
    }

    private String link(String folder, String id) {
        return base.map(uri -> uri + folder + id).orElse("");
    }
}
